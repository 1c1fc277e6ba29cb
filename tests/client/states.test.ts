import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readDeck } from '../../build/read/deck.ts';
import { layoutFiles } from '../../build/read/layouts.ts';
import { readVegaTheme } from '../../build/read/theme.ts';
import { draw, drawStates } from '../../build/resolve/draw.ts';
import { slim } from '../../build/resolve/slim.ts';
import { resolveTalk } from '../../build/resolve/talk.ts';
import { openFolder, templatesIn } from '../../build/write/files.ts';
import { library, vegaSchema } from '../support/memory.ts';
import { home, launch, open, temporaryFolder } from '../support/project.ts';
import { slideOf, turnTo, type Viewer, view } from '../support/viewer.ts';

/** A chart of the shipped deck that has states, with each of them drawn alone. */
interface Stepped {
  readonly slide: string;
  readonly captions: readonly string[];
  readonly svgs: readonly string[];
}

async function steppedCharts(): Promise<Stepped[]> {
  const files = openFolder(home);
  const templates = templatesIn(files);
  const context = { files, report: () => undefined, trustHtml: false };
  const theme = readVegaTheme(templates.get('templates/theme.vega.json'), vegaSchema(), context);
  const deck = await readDeck({ ...context, templates: layoutFiles(templates), schema: vegaSchema });
  const { measures } = library.fonts;
  const drawn: Promise<readonly string[]>[] = [];
  const talk = await resolveTalk(deck, {
    report: context.report,
    theme: theme as object,
    measures,
    draw(request) {
      // all are asked for in the order of the talk, and drawn in any
      drawn.push(drawStates(request, measures).then(({ svgs }) => svgs.map(slim)));
      return draw(request, measures);
    },
    highlight: async () => [],
    cite: async () => [],
  });
  const svgs = await Promise.all(drawn);
  const charts = [...talk.drawings.keys()];
  return deck.slides.flatMap((slide) =>
    [...slide.slots.values()].flatMap(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind !== 'chart' || block.chart.states.length === 0) return [];
        const captions = block.chart.states.map(({ caption }) => caption);
        return { slide: slide.id, captions, svgs: svgs[charts.indexOf(block.chart)] ?? [] };
      }),
    ),
  );
}

describe('the states of charts', () => {
  let browser: Browser;
  let viewer: Viewer;
  let page: Page;
  let stepped: Stepped[];

  beforeAll(async () => {
    stepped = await steppedCharts();
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, compiled.screen);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  const chart = 'section.present figure[data-state] svg.chart';
  const state = (): Promise<string | undefined> =>
    page.$eval('section.present figure[data-state]', (figure) => (figure as HTMLElement).dataset.state);
  const visibleCaptions = (): Promise<string[]> =>
    page.$$eval('section.present .states > *', (captions) =>
      captions
        .filter((caption) => getComputedStyle(caption).visibility === 'visible')
        .map(({ textContent }) => textContent),
    );
  /** Comes to a slide from the one before it, so that no step is done. */
  const fromStart = async (slide: string): Promise<void> => {
    await turnTo(page, slide);
    while ((await slideOf(page)) === slide) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`section.present#${slide}`);
  };
  const picture = async (): Promise<string> => {
    const element = await page.waitForSelector(chart);
    return Buffer.from((await element?.screenshot()) ?? []).toString('base64');
  };
  /** The picture of what the chart's place would show of a drawing. */
  const pictureOf = async (svg: string): Promise<string> => {
    const put = (inside: string): Promise<string> =>
      page.$eval(
        chart,
        (element, markup) => {
          const before = element.innerHTML;
          element.innerHTML = markup;
          return before;
        },
        inside,
      );
    const before = await put(svg.replace(/^<svg[^>]*>|<\/svg>$/g, ''));
    const shown = await picture();
    await put(before);
    return shown;
  };

  it('are in the deck where they help its story', () => {
    expect(stepped.map(({ slide, captions }) => [slide, captions.length])).toEqual([
      ['nature-index-ratio', 3],
      ['rd-intensity', 2],
      ['fdi-inflows', 2],
      ['chips-share', 2],
    ]);
  });

  it('come one after the other with the arrow keys, there and back, each as if drawn alone', async () => {
    for (const { slide, captions, svgs } of stepped) {
      await fromStart(slide);
      const last = captions.length - 1;
      expect(new Set(svgs).size, slide).toBe(captions.length);
      for (let step = 0; step <= 2 * last; step++) {
        if (step > 0) await page.keyboard.press(step <= last ? 'ArrowRight' : 'ArrowLeft');
        const n = step <= last ? step : 2 * last - step;
        const at = `${slide}, state ${n}`;
        expect(await state(), at).toBe(String(n));
        expect(await visibleCaptions(), at).toEqual([captions[n]]);
        const [shown, alone] = [await picture(), await pictureOf(svgs[n] ?? '')];
        expect(shown === alone, at).toBe(true);
      }
    }
  });

  it('are the last one when a slide is come back to from behind', async () => {
    for (const { slide, captions } of stepped) {
      await turnTo(page, slide);
      for (let n = 0; n < captions.length && (await slideOf(page)) === slide; n++)
        await page.keyboard.press('ArrowRight');
      expect(await slideOf(page)).not.toBe(slide);
      await page.keyboard.press('ArrowLeft');
      await page.waitForSelector(`section.present#${slide}`);
      expect(await state()).toBe(String(captions.length - 1));
    }
  });

  it('are the last one on paper, and as before on the screen', async () => {
    await fromStart('nature-index-ratio');
    await page.keyboard.press('ArrowRight');
    expect(await state()).toBe('1');
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const states = [...document.querySelectorAll<HTMLElement>('figure[data-state]')].map(
        ({ dataset }) => dataset.state,
      );
      dispatchEvent(new Event('afterprint'));
      return states;
    });
    expect(printed).toEqual(stepped.map(({ captions }) => String(captions.length - 1)));
    expect(await state()).toBe('1');
  });
});
