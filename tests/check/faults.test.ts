import { describe, expect, it } from 'vitest';
import { checkFaults } from '../../build/check/faults.ts';
import type { Fault, Finding } from '../../build/model/fault.ts';
import { messages } from '../../build/model/messages.ts';
import { at, resolved, specText, told } from '../support/memory.ts';

const deck = '# A\n\nWords\n\n---\n\n# B\n\n![c](../charts/a.vl.json)\n\n---\n\n# C\n\nd\n';
const small: Finding = { kind: 'small', size: 12, least: 18 };
const fault = (page: string | undefined, finding: Finding, more: Partial<Fault> = {}): Fault => ({
  finding,
  page,
  step: 0,
  at: undefined,
  element: 'p',
  words: 'Words',
  more: 0,
  ...more,
});

async function said(...faults: Fault[]) {
  const { talk } = await resolved({ 'slides/10.md': deck, 'charts/a.vl.json': specText() });
  return told({ reported: checkFaults(faults, talk) });
}

const shown = { step: 0, element: 'p', words: 'Words', more: 0, others: 0 };

describe('checkFaults', () => {
  it('names the place in the source, the slide and the step', async () => {
    expect(await said(fault('a', small, { at: '5-10 slides/10.md', step: 2 }))).toEqual([
      at('slides/10.md:3:1', messages.textSmall({ ...shown, slide: 'a', step: 2 }, 12, 18)),
    ]);
  });

  it('names the slide where no author wrote the words, and the folder for what stands around the slides', async () => {
    expect(await said(fault('b', small))).toEqual([
      at('slides/10.md:7:1', messages.textSmall({ ...shown, slide: 'b' }, 12, 18)),
    ]);
    expect(await said(fault(undefined, small))).toEqual([
      at('slides', messages.textSmall({ ...shown, slide: undefined }, 12, 18)),
    ]);
  });

  it('tells once what layouts put on many slides, and each of what authors wrote', async () => {
    expect(await said(fault('a', small), fault('a', small), fault('b', small), fault('c', small))).toEqual([
      at('slides/10.md:1:1', messages.textSmall({ ...shown, slide: 'a', more: 1, others: 2 }, 12, 18)),
    ]);
    expect(
      await said(
        fault('a', small, { at: '0-3 slides/10.md' }),
        fault('c', small, { at: '60-61 slides/10.md' }),
      ),
    ).toHaveLength(2);
    const other: Finding = {
      kind: 'access',
      rule: 'link-name',
      impact: 'serious',
      help: 'Links must have text',
    };
    expect(
      await said(fault('a', small), fault('b', other), fault('c', small, { element: 'h2' })),
    ).toHaveLength(3);
  });

  it('names a chart by its spec', async () => {
    const start = deck.indexOf('![c]') - deck.indexOf('# B');
    const finding: Finding = { kind: 'label-clipped', pixels: 9 };
    const where = `${start}-${start + '![c](../charts/a.vl.json)'.length} slides/10.md`;
    expect(await said(fault('b', finding, { at: where, element: 'text' }))).toEqual([
      at(
        'slides/10.md:9:1',
        messages.labelClipped({ ...shown, slide: 'b', element: 'text' }, 'charts/a.vl.json', 9),
      ),
    ]);
  });
});
