import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { planMinutes } from '../../build/resolve/plan.ts';
import { at, readTalk, resolved, told } from '../support/memory.ts';

/** A talk of `total` minutes whose slides have these, empty for those that do not say. */
function files(total: string, slides: readonly (number | '')[]) {
  const markdown = slides.map((minutes) =>
    `---\nminutes: ${minutes}\n---\n\n# T\n\nb\n`.replace('minutes: \n', ''),
  );
  return { 'slides/deck.yaml': `title: T\n${total}`, 'slides/10.md': markdown.join('\n') };
}

async function plan(total: string, ...slides: readonly (number | '')[]) {
  const { deck, ...recorded } = await readTalk(files(total, slides));
  const planned = [...planMinutes(deck, recorded.report).values()];
  return { planned, told: told(recorded) };
}

describe('the plan of a talk', () => {
  it('shares among the slides that do not say what the others leave', async () => {
    expect(await plan('minutes: 10\n', 3, '', 1.5, '')).toEqual({ planned: [3, 2.75, 1.5, 2.75], told: [] });
  });

  it('counts one minute for such slides where the talk does not say', async () => {
    expect(await plan('', 3, '', '')).toEqual({ planned: [3, 1, 1], told: [] });
  });

  it('leaves minutes over where every slide says its own', async () => {
    expect(await plan('minutes: 10\n', 3, 4)).toEqual({ planned: [3, 4], told: [] });
  });

  it('tells when the slides take more than the talk has, and leaves nothing for the rest', async () => {
    expect(await plan('minutes: 5\n', 3, 2.5, '')).toEqual({
      planned: [3, 2.5, 0],
      told: [at('slides/deck.yaml:2:10', messages.minutesOver(5.5, 5))],
    });
  });

  it('does not count the traces of binary fractions', async () => {
    expect(await plan('minutes: 0.3\n', 0.1, 0.2)).toEqual({ planned: [0.1, 0.2], told: [] });
  });

  it('has nothing to plan without slides', async () => {
    expect(await plan('minutes: 5\n')).toEqual({ planned: [], told: [] });
  });

  it('divides the minutes of references among their pages', async () => {
    const works = Array.from({ length: 40 }, (_, n) => `- { id: r${n}, type: book, title: T${n} }\n`);
    const cites = works.map((_, n) => `[@r${n}]`).join(' ');
    const { talk } = await resolved({
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n',
      'slides/r.yaml': works.join(''),
      'slides/10.md': `# A\n\n${cites}\n\n---\n\n---\nlayout: references\nminutes: 3\n---\n\n# References\n`,
    });
    const pages = talk.pages.slice(1);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.reduce((sum, { minutes }) => sum + minutes, 0)).toBeCloseTo(3);
    expect(new Set(pages.map(({ minutes }) => minutes)).size).toBe(1);
  });
});
