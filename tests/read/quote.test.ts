import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { plainBlocks } from '../../build/model/text.ts';
import { at, readTalk, told } from '../support/memory.ts';

/** The quotes of a slide, as alerts with their words. */
async function read(markdown: string) {
  const { deck, ...recorded } = await readTalk(`# T\n\n${markdown}\n`);
  const blocks = deck.slides[0]?.slots.get('body')?.blocks ?? [];
  const quotes = blocks.map((block) =>
    block.kind === 'quote' ? [block.alert, plainBlocks(block.blocks)] : block.kind,
  );
  return { quotes, told: told(recorded) };
}

describe('alerts', () => {
  it.each([
    ['> [!NOTE]\n> Words.', 'note', 'Words.'],
    ['> [!tip]\n> *Marked* words.', 'tip', 'Marked words.'],
    ['>[!WARNING]  \n>Words\n>more.', 'warning', 'Words more.'],
    ['> [!CAUTION]\n>\n> Below.\n>\n> - item', 'caution', 'Below. item'],
    ['> [!IMPORTANT]', 'important', ''],
  ])('are told from quotes: %j', async (markdown, alert, words) => {
    expect(await read(markdown)).toEqual({ quotes: [[alert, words]], told: [] });
  });

  it('are quotes where the mark is not first', async () => {
    expect((await read('> Words [!NOTE]\n> more.')).quotes).toEqual([[undefined, 'Words [!NOTE] more.']]);
    expect((await read('> - [!NOTE]')).quotes).toEqual([[undefined, '[!NOTE]']]);
  });

  it('are told where they have another name or words beside it', async () => {
    const known = ['note', 'tip', 'important', 'warning', 'caution'];
    expect((await read('> [!WARN]\n> a\n\n> [!NOTE] Title\n> a')).told).toEqual([
      at('slides/10.md:3:3', messages.alertUnknown('WARN', undefined, known)),
      at('slides/10.md:6:3', messages.alertLine('NOTE')),
    ]);
  });
});
