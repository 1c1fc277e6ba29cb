import { cpSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Deck } from '../../build/model/deck.ts';
import type { DeckContext, PlainSlide } from '../../build/read/deck.ts';
import { readDeck } from '../../build/read/deck.ts';
import { layoutFiles } from '../../build/read/layouts.ts';
import { cacheFolder, contentKey } from '../../build/write/cache.ts';
import { openFolder, readTemplates } from '../../build/write/files.ts';
import { keptSlides } from '../../build/write/kept-slides.ts';
import { context, layouts, templateFiles, told, vegaSchema } from '../support/memory.ts';
import { home, open, temporaryFolder } from '../support/project.ts';

type Kept = NonNullable<DeckContext['kept']>;

/** What one process keeps for another, however few slides there are; each of these is a process. */
function processes(): { next: () => Kept; taken: string[] } {
  const root = temporaryFolder();
  const taken: string[] = [];
  const next = (): Kept => {
    const open = keptSlides(root, { program: 'abc' }, 1);
    return (inputs) => {
      const { take, keep } = open(inputs);
      const noted = (key: string): PlainSlide | undefined => {
        const slide = take(key);
        if (slide) taken.push(key);
        return slide;
      };
      return { take: noted, keep };
    };
  };
  return { next, taken };
}

async function read(root: string, kept: Kept): Promise<{ deck: Deck; told: object[] }> {
  const { reported, ...reading } = context();
  const files = openFolder(root);
  const templates = layoutFiles(readTemplates(home, files));
  const deck = await readDeck({ ...reading, files, templates, schema: vegaSchema, kept });
  return { deck, told: told({ reported }) };
}

/** Without functions, which no two readings share. */
const plain = (deck: Deck): unknown =>
  JSON.parse(JSON.stringify(deck, (_, value) => (value instanceof Map ? [...value] : value)));

describe('a deck whose slides were kept', () => {
  const decks = readdirSync(join(home, 'tests/decks')).map((name) => join('tests/decks', name));

  it.each([...decks, '.', 'docs/gallery'])('is the same as one read anew: %s', async (name) => {
    const { next } = processes();
    const first = await read(join(home, name), next());
    const second = await read(join(home, name), next());
    expect(second.told).toEqual(first.told);
    expect(plain(second.deck)).toEqual(plain(first.deck));
  });

  it('takes what names no file and in which nothing is wrong, wherever it has moved', async () => {
    const { next, taken } = processes();
    const written = (above: string): Record<string, string> => ({
      'slides/10.md': `${above}# A\n\nSome *words*\n\n---\n\n# B\n\n[x](javascript:y)\n\n---\n\n# C\n\n![D](d.svg)\n\n---\n\n# E\n\n---\n\n# E\n`,
      'slides/d.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    });
    const readFiles = async (above: string, kept?: Kept) => {
      const { reported, ...reading } = context(written(above));
      const found = await readDeck({
        ...reading,
        templates: templateFiles(),
        schema: vegaSchema,
        ...(kept && { kept }),
      });
      return { deck: plain(found), told: told({ reported }) };
    };
    await readFiles('', next());
    expect(taken).toEqual([]);
    const moved = await readFiles('# New\n\ny\n\n---\n\n', next());
    expect(taken.map((key) => /# .*/.exec(key)?.[0])).toEqual(['# A', '# E', '# E']);
    expect(moved).toEqual(await readFiles('# New\n\ny\n\n---\n\n'));
  });
});

describe('keptSlides', () => {
  let root: string;
  const program = 'abc';
  const inputs = [...Object.values(layouts), 'words'];
  const slides = (count: number): Map<string, PlainSlide> =>
    new Map(
      Array.from({ length: count }, (_, n) => [`slide ${n}`, { id: String(n) } as unknown as PlainSlide]),
    );

  beforeEach(() => {
    root = temporaryFolder();
  });

  it('gives another process what one has kept, a new copy each time', () => {
    keptSlides(root, { program })(inputs).keep(slides(30));
    const kept = keptSlides(root, { program })(inputs);
    expect(kept.take('slide 7')).toEqual({ id: '7' });
    expect(kept.take('slide 7')).not.toBe(kept.take('slide 7'));
    expect(kept.take('slide 30')).toBeUndefined();
  });

  it('gives nothing to another program, of other inputs, or of another folder', () => {
    keptSlides(root, { program })(inputs).keep(slides(30));
    expect(keptSlides(root, { program: 'abd' })(inputs).take('slide 7')).toBeUndefined();
    expect(keptSlides(root, { program })([...inputs, '']).take('slide 7')).toBeUndefined();
    expect(keptSlides(temporaryFolder(), { program })(inputs).take('slide 7')).toBeUndefined();
  });

  it('keeps what the last reading had, and no few', () => {
    keptSlides(root, { program })(inputs).keep(slides(30));
    keptSlides(root, { program })(inputs).keep(slides(3));
    expect(keptSlides(root, { program })(inputs).take('slide 7')).toBeDefined();
    keptSlides(root, { program })(inputs).keep(slides(25));
    const kept = keptSlides(root, { program })(inputs);
    expect(kept.take('slide 24')).toBeDefined();
    expect(kept.take('slide 25')).toBeUndefined();
  });

  it('gives nothing of a file that is damaged, or that another Node has written', () => {
    const file = join(cacheFolder, 'slides', contentKey(realpathSync(root)));
    keptSlides(root, { program })(inputs).keep(slides(30));
    writeFileSync(file, 'x', { flag: 'a' });
    expect(keptSlides(root, { program })(inputs).take('slide 7')).toBeUndefined();
  });

  it('makes a talk of many slides again as it was', async () => {
    cpSync(join(home, 'slides'), join(root, 'slides'), { recursive: true });
    cpSync(join(home, 'charts'), join(root, 'charts'), { recursive: true });
    const first = await open(root).compile({ trustHtml: false });
    const second = await open(root).compile({ trustHtml: false });
    expect(second.compiled?.screen).toBe(first.compiled?.screen);
    expect(second.compiled?.handout).toBe(first.compiled?.handout);
  });
});
