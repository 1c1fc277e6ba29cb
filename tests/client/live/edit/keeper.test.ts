import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../../build/client/live/edit/ask.ts';
import { bringIn, dispatch, isUnsaved, openFile, textOf } from '../../../../build/client/live/edit/file.ts';
import { createKeeper, type Keeper } from '../../../../build/client/live/edit/keeper.ts';
import type { SaveRequest } from '../../../../build/model/editing.ts';
import { mergeTexts } from '../../../../build/model/three-way.ts';

describe('a file that is edited', () => {
  const base = 'one\ntwo\nthree\n';
  const open = () => openFile('slides/10.md', EditorState.create({ doc: base }), base);

  it('takes in what others have written around what is not saved yet', () => {
    const file = open();
    dispatch(file, { changes: { from: 4, to: 7, insert: 'TWO' } });
    bringIn(file, base, 'zero\none\ntwo\nTHREE\n', file.pending);
    expect(textOf(file)).toBe('zero\none\nTWO\nTHREE\n');
    expect(file.base).toBe('zero\none\ntwo\nTHREE\n');
    expect(isUnsaved(file)).toBe(true);
    // what differs is still told right
    expect(file.pending.apply(EditorState.create({ doc: file.base }).doc).toString()).toBe(textOf(file));
    dispatch(file, { changes: { from: 9, to: 12, insert: 'two' } });
    expect(isUnsaved(file)).toBe(false);
  });

  it('keeps the cursor at its words', () => {
    const file = open();
    dispatch(file, { selection: { anchor: 6 } });
    bringIn(file, base, `before\n${base}`, file.pending);
    expect(file.state.selection.main.head).toBe(13);
  });
});

describe('keeping files', () => {
  /** A server with one file, whose answers come when they are let go. */
  function serverOf(text: string) {
    const disk = { text };
    const held: (() => void)[] = [];
    let isHeld = false;
    const answer = (name: string, takes: unknown): unknown => {
      if (name === 'read') return { kind: 'text', text: disk.text };
      const { base, text } = takes as SaveRequest;
      const merged = mergeTexts(text, base ?? '', disk.text);
      if (merged.conflicts.length > 0) return { kind: 'conflict', theirs: disk.text };
      disk.text = merged.text;
      return { kind: 'saved', text: merged.text };
    };
    const ask = async (name: string, takes: unknown): Promise<unknown> => {
      const given = answer(name, takes);
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
      return given;
    };
    return {
      disk,
      ask: ask as Ask,
      hold() {
        isHeld = true;
      },
      /** Lets go the answer that was given as the n-th of those held. */
      letGo: (n: number) => held[n]?.(),
      free() {
        isHeld = false;
      },
    };
  }
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  async function opened(text: string) {
    const server = serverOf(text);
    const keeper: Keeper = createKeeper({ ask: server.ask, extensions: () => [], changed: () => undefined });
    const file = await keeper.open('slides/10.md');
    if ('kind' in file) throw new Error('not opened');
    const type = (from: number, insert: string): void =>
      keeper.took(file, [file.state.update({ changes: { from, insert } })]);
    return { server, keeper, file, type };
  }

  it('does not take an old answer for news', async () => {
    const { server, keeper, file, type } = await opened('one\n');
    server.hold();
    keeper.look();
    await settled();
    type(0, 'X');
    const saving = keeper.save(file);
    await settled();
    server.letGo(1);
    await saving;
    server.free();
    server.letGo(0);
    await settled();
    expect(textOf(file)).toBe('Xone\n');
    expect(server.disk.text).toBe('Xone\n');
  });

  it('keeps what is typed while a text is being saved and merged', async () => {
    const { server, keeper, file, type } = await opened('one\ntwo\nthree\n');
    type(3, '!');
    server.disk.text = 'one\ntwo\nTHREE\n';
    server.hold();
    const saving = keeper.save(file);
    await settled();
    type(0, '>');
    server.letGo(0);
    server.free();
    await saving;
    expect(textOf(file)).toBe('>one!\ntwo\nTHREE\n');
    await keeper.save(file);
    expect(server.disk.text).toBe('>one!\ntwo\nTHREE\n');
    expect(isUnsaved(file)).toBe(false);
  });

  it('saves nothing in a conflict before that is settled, and shows what others write meanwhile', async () => {
    const { server, keeper, file, type } = await opened('one\ntwo\n');
    type(0, 'my ');
    server.disk.text = 'their one\ntwo\n';
    await keeper.save(file);
    expect(file.trouble).toEqual({ kind: 'conflict', theirs: 'their one\ntwo\n' });
    type(0, 'all ');
    await keeper.save(file);
    server.disk.text = 'their other one\ntwo\n';
    keeper.look();
    await settled();
    expect(file.trouble).toEqual({ kind: 'conflict', theirs: 'their other one\ntwo\n' });
    expect(server.disk.text).toBe('their other one\ntwo\n');
    keeper.settle(file, 'mine');
    await settled();
    expect(server.disk.text).toBe('all my one\ntwo\n');
    expect(file.trouble).toBeUndefined();
  });
});
