import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { home, launch, open, temporaryFolder } from '../support/project.ts';

const slides = ['One', 'Two', 'Über drei'].map((title) => `# ${title}\n\nText of it.\n`).join('\n---\n\n');

function talk(deck = 'title: A talk\nsubtitle: About it\nauthors: [A. Author]\ndate: 2024\n'): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'slides'));
  writeFileSync(join(folder, 'slides/deck.yaml'), deck);
  writeFileSync(join(folder, 'slides/10.md'), slides);
  return folder;
}

function build(folder: string, images: 'all' | readonly string[] | undefined, out = 'dist') {
  const progress = (): void => undefined;
  return open(folder).build({ out, pdf: false, steps: false, trustHtml: false, images, progress });
}

describe('pictures', () => {
  it('are taken of each slide, of all on a sheet, and of the card, the same each time', async () => {
    const folder = talk();
    expect((await build(folder, 'all')).diagnostics).toEqual([]);
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['index.html', 'png']);
    const names = readdirSync(join(folder, 'dist/png')).sort();
    expect(names).toEqual(['01-one.png', '02-two.png', '03-über-drei.png', 'card.png', 'contact-sheet.png']);
    const read = (name: string, out = 'dist'): Buffer => readFileSync(join(folder, out, 'png', name));
    for (const name of names.slice(0, 3))
      expect(imageSize(read(name))).toMatchObject({ type: 'png', width: 1920, height: 1080 });
    expect(imageSize(read('card.png'))).toMatchObject({ width: 1200, height: 630 });
    expect(imageSize(read('contact-sheet.png')).width).toBeGreaterThan(2000);
    expect(read('01-one.png').equals(read('02-two.png'))).toBe(false);
    await build(folder, 'all', 'again');
    for (const name of names) expect(read(name).equals(read(name, 'again')), name).toBe(true);
  });

  it('are taken of the slides that are named, with the numbers that they have', async () => {
    const folder = talk();
    await build(folder, ['two']);
    expect(readdirSync(join(folder, 'dist/png')).sort()).toEqual([
      '02-two.png',
      'card.png',
      'contact-sheet.png',
    ]);
    // what the build before wrote is ours to replace
    expect((await build(folder, undefined)).diagnostics).toEqual([]);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['index.html']);
  });

  it('are not taken of a slide that is not there; the near one is named and nothing written', async () => {
    const folder = talk();
    const { diagnostics, artefacts } = await build(folder, ['one', 'twoo']);
    expect(diagnostics).toMatchObject([{ rule: 'slide-unknown', hint: 'Did you mean “two”?' }]);
    expect(artefacts).toEqual([]);
    expect(readdirSync(folder)).toEqual(['slides']);
  });

  it('show captions on the sheet as slides have them', async () => {
    const { compiled } = await open(join(home, 'tests/decks/talks')).compile({ trustHtml: false });
    const browser = await launch();
    const page = await browser.newPage();
    const line = async (document = ''): Promise<string> => {
      await page.setContent(document);
      return page.$eval('.slide figcaption', (caption) => {
        const { fontSize, lineHeight } = getComputedStyle(caption);
        return (Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)).toFixed(2);
      });
    };
    expect(await line(compiled?.contactSheet(['tool-saw-sales']).document)).toBe(await line(compiled?.print));
    await browser.close();
  });

  it('stay as they were when new ones cannot be taken', async () => {
    const folder = talk();
    await build(folder, 'all');
    const before = readFileSync(join(folder, 'dist/png/01-one.png'));
    const project = open(folder, { LECTERN_BROWSER: join(folder, 'no-such-browser') });
    const progress = (): void => undefined;
    const options = { out: 'dist', pdf: false, steps: false, trustHtml: false, progress };
    const { diagnostics } = await project.build({ ...options, images: 'all' });
    expect(diagnostics.map(({ rule, at }) => `${placeOf(at)} ${rule}`)).toEqual([
      'dist pdf-older',
      expect.stringMatching(/^png browser-/),
    ]);
    expect(readFileSync(join(folder, 'dist/png/01-one.png')).equals(before)).toBe(true);
  });

  it('replace no folder that holds something else', async () => {
    const folder = talk();
    await build(folder, 'all');
    writeFileSync(join(folder, 'dist/png/holiday.jpg'), '');
    expect((await build(folder, 'all')).diagnostics).toMatchObject([
      { rule: 'out-refused', message: expect.stringContaining('png/holiday.jpg') },
    ]);
  });
});
