import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { KeyInput, Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { serve } from '../../build/serve/server.ts';
import { startTalk } from '../../build/write/new.ts';
import { documents, type Example, examplesOf, talkOf } from '../support/docs.ts';
import { home, launch, open, temporaryFolder } from '../support/project.ts';

/**
 * The pictures in the guides are taken of the slides beside them: `npm run pictures`. What they were taken of is kept,
 * so that a slide that has changed since is told. Its looks may have changed too; only eyes see that.
 * Taken anew they are the same bytes, but for the speaker's clock and the editor's caret.
 */
const folder = join(home, 'docs/pictures');
const takenOf = join(folder, 'taken-of.json');
const update = process.env.UPDATE_PICTURES === '1' && !process.env.CI;

const size = { width: 960, height: 540 };
const window = { width: 1280, height: 720, deviceScaleFactor: 0.75 };
const pictured = (path: string): Example[] => examplesOf(path).filter(({ picture }) => picture !== undefined);
const digest = ({ text }: Example): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

describe('pictures', () => {
  it('are of the slides beside them', async () => {
    const guides = documents.filter((path) => pictured(path).length > 0);
    const digests = Object.fromEntries(
      guides.flatMap(pictured).map((example) => [example.picture, digest(example)]),
    );
    if (update) {
      for (const path of guides) await take(path);
      await takeScreens();
      writeFileSync(takenOf, `${JSON.stringify(digests, undefined, 2)}\n`);
    }
    expect(digests).toEqual(JSON.parse(readFileSync(takenOf, 'utf8')));
    for (const name of Object.keys(digests)) expect(readdirSync(folder)).toContain(`${name}.png`);
  });
});

/** What a key shows on a slide of a new talk, of the overview in the deck that ships, by the name of its picture. */
const screens: readonly (readonly [name: string, slide: string, key: string])[] = [
  ['claims', 'claim/2', 'e'],
  ['data', 'chart/1', 't'],
  ['dark', 'chart/1', 'd'],
  ['overview', 'fdi-inflows', 'Escape'],
  ['speaker', 'claim/1', 's'],
];

/** Takes the pictures of the deck as it is used, and of the editor beside it. */
async function takeScreens(): Promise<void> {
  const talk = temporaryFolder();
  startTalk(home, talk, talk);
  const browser = await launch();
  const shot = async (page: Page, name: string): Promise<void> => {
    await page.setViewport(window);
    await setTimeout(1500); // what moves comes to rest
    await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png` });
  };
  const serving = await serve({
    root: talk,
    home,
    project: open(talk),
    trustHtml: false,
    host: '127.0.0.1',
    port: 0,
    told: () => undefined,
  });
  for (const [name, slide, key] of [...screens, ['editor', 'claim/2', 'e'] as const]) {
    const { compiled } = await open(name === 'overview' ? home : talk).compile({ trustHtml: false });
    const file = join(talk, 'index.html');
    writeFileSync(file, compiled?.screen ?? '');
    const page = await browser.newPage();
    await page.setViewport(window);
    await page.goto(`${name === 'editor' ? serving.addresses[0] : pathToFileURL(file).href}#${slide}`);
    await page.waitForSelector('.reveal.ready');
    const opened = name === 'speaker' && new Promise<Page | null>((resolve) => page.once('popup', resolve));
    await page.keyboard.press(key as KeyInput);
    await shot((opened && (await opened)) || page, name);
    await page.close();
  }
  await serving.close();
  await browser.close();
}

/** Takes the pictures of a guide's slides, each as it is printed. */
async function take(path: string): Promise<void> {
  const talk = talkOf(path);
  // the last page says what the talk was made from, which changes with every word
  writeFileSync(join(talk, 'slides/99.md'), '# The last page\n');
  const examples = pictured(path);
  const ids = new Map(examples.map(({ text, picture }) => [/^id: (.*)$/m.exec(text)?.[1] ?? '', picture]));
  await open(talk).build({
    talks: [],
    out: 'dist',
    pdf: false,
    steps: false,
    images: [...ids.keys()],
    handout: undefined,
    noHandout: true,
    isPublic: false,
    source: false,
    trustHtml: false,
    progress: () => undefined,
  });
  const browser = await launch();
  const page = await browser.newPage();
  await page.setViewport(size);
  const names = readdirSync(join(talk, 'dist/png'));
  for (const [id, picture] of ids) {
    const name = names.find((candidate) => candidate.replace(/^\d+-/, '') === `${id}.png`);
    const png = readFileSync(join(talk, 'dist/png', name ?? id)).toString('base64');
    await page.setContent(
      `<body style="margin: 0"><img src="data:image/png;base64,${png}" width="${size.width}" height="${size.height}">`,
    );
    await page.screenshot({ path: join(folder, `${picture}.png`) as `${string}.png` });
  }
  await browser.close();
}
