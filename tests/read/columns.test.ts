import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { plainBlocks } from '../../build/model/text.ts';
import { at, readTalk, resolved, specText, told } from '../support/memory.ts';

/** The columns of a slide with their widths and words. */
async function read(...columns: string[]) {
  const inner = columns.map((column) => `:::column${column}\n:::`).join('\n');
  const { deck, ...recorded } = await readTalk(`# T\n\n:::columns\n${inner}\n:::\n`);
  const [block] = deck.slides[0]?.slots.get('body')?.blocks ?? [];
  const found = block?.kind === 'columns' ? block.columns : [];
  return {
    columns: found.map(({ width, blocks }) => [Math.round(width * 1000) / 1000, plainBlocks(blocks)]),
    told: told(recorded),
  };
}

describe('columns', () => {
  it('share the width that is not given', async () => {
    expect(await read('\na', '\nb')).toEqual({
      columns: [
        [0.5, 'a'],
        [0.5, 'b'],
      ],
      told: [],
    });
    expect(
      (await read('{width=40%}\na', '\nb', ' {width="30%"}\nc')).columns.map(([width]) => width),
    ).toEqual([0.4, 0.3, 0.3]);
    // of what is given in full, the proportions count
    expect((await read('{width=20%}\na', '{width=60%}\nb')).columns.map(([width]) => width)).toEqual([
      0.25, 0.75,
    ]);
  });

  it('may be written as in pandoc, and nest in steps', async () => {
    const { deck, reported } = await readTalk(
      '# T\n\n:::step\n:::: {.columns}\n::: {.column width="40%"}\na\n:::\n::: {.column}\nb\n:::\n::::\n:::\n',
    );
    expect(reported).toEqual([]);
    expect(deck.slides[0]?.slots.get('body')?.blocks).toMatchObject([
      { kind: 'step', blocks: [{ kind: 'columns', columns: [{ width: 0.4 }, { width: 0.6 }] }] },
    ]);
  });

  it('are told where they have no place, no content or no sane width', async () => {
    const place = (line: number): string => `slides/10.md:${line}:1`;
    expect((await read('{width=80%}\na', '{width=30%}\nb')).told).toEqual([
      at(place(3), messages.columnsWide(110)),
    ]);
    expect((await read('{width=100%}\na', '\nb')).told).toEqual([at(place(3), messages.columnsWide(100))]);
    expect((await read('{width=0%}\na', '{.wide}\nb', '{width=3em}\nc')).told).toEqual([
      at(place(4), messages.columnWidth('0%')),
      at(place(7), messages.fieldUnknown('.wide', undefined, ['width'])),
      at(place(10), messages.columnWidth('3em')),
    ]);
    expect((await read()).told).toEqual([at(place(3), messages.columnsEmpty())]);
    const { reported } = await readTalk(
      '# T\n\n:::column\na\n:::\n\n:::columns\nb\n:::column\nc\n:::\n:::\n',
    );
    expect(told({ reported })).toEqual([
      at(place(3), messages.columnAlone()),
      at(place(8), messages.columnsText()),
    ]);
  });

  it('draw charts at their own width', async () => {
    const chart = '![A](../charts/a.vl.json "A")';
    const { talk, reported } = await resolved({
      'slides/10.md': `# T\n\n:::figure\n:::columns\n:::column{width=25%}\n${chart}\n:::\n:::column\n:::step\n${chart}\n:::\n:::\n:::\n:::\n`,
      'charts/a.vl.json': specText(),
    });
    const widths = [...talk.drawings.values()].map(({ width }) => width);
    // of 400 pixels, 40 between the columns
    expect(widths).toEqual([90, 270]);
    expect(reported.map(({ rule }) => rule)).toEqual(['slot-kind']);
  });
});
