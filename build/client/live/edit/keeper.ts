import { historyField } from '@codemirror/commands';
import { ChangeSet, EditorState, type Extension, type Transaction } from '@codemirror/state';
import type { TextAnswer } from '../../../model/editing.ts';
import { mergeTexts } from '../../../model/three-way.ts';
import type { Ask } from './ask.ts';
import { bringIn, isUnsaved, type OpenFile, openFile, replaceText, textOf, took } from './file.ts';

export interface KeeperOptions {
  readonly ask: Ask;
  /** What an editor of a file is made of. */
  readonly extensions: (path: string) => Extension;
  /** Told when a file's text, or how it is kept, has changed. */
  readonly changed: (file: OpenFile) => void;
}

/** Keeps what is edited in its files, and brings in what others write there. */
export interface Keeper {
  readonly open: (path: string) => Promise<OpenFile | Exclude<TextAnswer, { kind: 'text' }>>;
  /** Takes note of what was done in the editor, and has it saved soon. */
  readonly took: (file: OpenFile, transactions: readonly Transaction[]) => void;
  readonly save: (file: OpenFile) => Promise<void>;
  /** Looks what others have written. */
  readonly look: () => void;
  /** Ends a conflict with the lines of one side; the rest of both stays. */
  readonly settle: (file: OpenFile, preferred: 'mine' | 'theirs') => void;
  /** Writes a file again that is no more. */
  readonly writeAnew: (file: OpenFile) => void;
  readonly forget: (file: OpenFile) => void;
  readonly hasUnsaved: () => boolean;
  /** Waits until nobody has typed for a moment. */
  readonly rest: () => Promise<void>;
  /** All open files in a form that outlives the page. */
  readonly stash: () => readonly Stashed[];
  readonly restore: (stashed: readonly Stashed[]) => void;
}

export interface Stashed {
  readonly path: string;
  readonly base: string;
  /** The editor's state, with what can be undone. */
  readonly state: unknown;
}

/** In milliseconds: how long after the last key a text is saved, another attempt is made, the page may be left. */
const delays = { save: 200, again: 1000, rest: 800 };

export function createKeeper({ ask, extensions, changed }: KeeperOptions): Keeper {
  const files = new Map<string, OpenFile>();
  const timers = new Map<OpenFile, ReturnType<typeof setTimeout>>();
  let typed = 0;

  function later(file: OpenFile, delay: number): void {
    clearTimeout(timers.get(file));
    timers.set(
      file,
      setTimeout(() => void save(file), delay),
    );
  }

  async function save(file: OpenFile, isNew = false): Promise<void> {
    clearTimeout(timers.get(file));
    // others' lines, and a file that is gone, wait for the author's word
    if (file.since || file.trouble?.kind === 'conflict' || file.trouble?.kind === 'missing') return;
    const text = textOf(file);
    if (text === file.base && !isNew) {
      file.trouble = undefined;
      changed(file);
      return;
    }
    file.since = ChangeSet.empty(text.length);
    changed(file);
    const request = { file: file.path, base: isNew ? null : file.base, text };
    const answer = await ask('save', request).catch(() => ({ kind: 'unreachable' as const }));
    const { since } = file;
    file.since = undefined;
    if (answer.kind === 'saved') {
      file.trouble = undefined;
      bringIn(file, text, answer.text, since);
      if (!since.empty) later(file, delays.save);
    } else {
      file.trouble = answer;
      if (answer.kind === 'unreachable') later(file, delays.again);
    }
    changed(file);
  }

  async function lookAt(file: OpenFile): Promise<void> {
    const { heard } = file;
    if (file.since) return;
    const answer = await ask('read', { file: file.path }).catch(() => undefined);
    // what is being saved, or was saved meanwhile, says more
    if (!answer || file.since) return;
    if (file.heard !== heard) return lookAt(file);
    if (answer.kind !== 'text') file.trouble = answer;
    else if (answer.text === file.base) {
      if (file.trouble?.kind === 'conflict' || file.trouble?.kind === 'missing') file.trouble = undefined;
      if (isUnsaved(file)) later(file, delays.save);
    } else if (file.trouble?.kind === 'conflict') file.trouble = { kind: 'conflict', theirs: answer.text };
    else {
      file.trouble = undefined;
      if (isUnsaved(file)) await save(file);
      else bringIn(file, file.base, answer.text, ChangeSet.empty(file.base.length));
    }
    changed(file);
  }

  return {
    save,
    async open(path) {
      const known = files.get(path);
      if (known) {
        void lookAt(known);
        return known;
      }
      const answer = await ask('read', { file: path });
      if (answer.kind !== 'text') return answer;
      const state = EditorState.create({ doc: answer.text, extensions: extensions(path) });
      const file = files.get(path) ?? openFile(path, state, answer.text);
      files.set(path, file);
      return file;
    },
    took(file, transactions) {
      if (took(file, transactions)) {
        typed = Date.now();
        later(file, delays.save);
      }
      changed(file);
    },
    look() {
      for (const file of files.values()) void lookAt(file);
    },
    settle(file, preferred) {
      if (file.trouble?.kind !== 'conflict') return;
      const { theirs } = file.trouble;
      const { text } = mergeTexts(textOf(file), file.base, theirs, preferred);
      file.trouble = undefined;
      replaceText(file, text, theirs);
      void save(file);
    },
    writeAnew(file) {
      file.trouble = undefined;
      void save(file, true);
    },
    forget(file) {
      clearTimeout(timers.get(file));
      files.delete(file.path);
    },
    hasUnsaved: () => [...files.values()].some((file) => isUnsaved(file) || file.trouble?.kind === 'missing'),
    async rest() {
      for (;;) {
        const left = typed + delays.rest - Date.now();
        if (left <= 0 && [...files.values()].every(({ since }) => !since)) return;
        await new Promise((resolve) => setTimeout(resolve, Math.max(left, 50)));
      }
    },
    stash: () =>
      [...files.values()].map((file) => ({
        path: file.path,
        base: file.base,
        state: file.state.toJSON({ history: historyField }),
      })),
    restore(stashed) {
      for (const { path, base, state: json } of stashed) {
        const state = EditorState.fromJSON(json, { extensions: extensions(path) }, { history: historyField });
        const file = openFile(path, state, base);
        files.set(path, file);
        void lookAt(file);
      }
    },
  };
}
