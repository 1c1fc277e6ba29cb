import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../build/model/diagnostic.ts';
import { positionOf } from '../build/model/source.ts';
import { cleanHtml } from '../build/read/html.ts';
import { cleanSvg } from '../build/read/svg.ts';
import { payloads } from './support/payloads.ts';
import { launch, open, temporaryFolder } from './support/project.ts';

type Files = Readonly<Record<string, string>>;

const svg = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${inner}</svg>`;
const spec = (title: string, data: object): string =>
  JSON.stringify({
    title,
    data,
    mark: 'point',
    encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'word', type: 'nominal', title } },
  });
/** What browsers make of each payload, well-formed, as most payloads are not. */
const asXml = new Map<string, string>();
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Text that Markdown takes as it is. */
const escaped = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');

/** The files of a slide with the payload in each place where an author writes. */
const places: Readonly<Record<string, (payload: string, id: string) => Files>> = {
  body: (payload, id) => ({ [`slides/${id}.md`]: `# ${id}\n\n${payload}\n\nWord ${payload} word\n` }),
  title: (payload, id) => ({ [`slides/${id}.md`]: `# ${payload.replace(/\s+/g, ' ')}\n\nText\n` }),
  'front matter': (payload, id) => ({
    [`slides/${id}.md`]: `---\nkicker: ${JSON.stringify(payload)}\n---\n\n# ${id}\n\nText\n`,
  }),
  notes: (payload, id) => ({ [`slides/${id}.md`]: `# ${id}\n\nText\n\nNote:\n${payload}\n` }),
  'alt text': (payload, id) => ({
    [`slides/${id}.md`]: `# ${id}\n\n![${escaped(payload)}](i.svg)\n`,
    'slides/i.svg': svg(''),
  }),
  'alt text as it is': (payload, id) => ({
    [`slides/${id}.md`]: `# ${id}\n\nText ![${payload}](i.svg)\n`,
    'slides/i.svg': svg(''),
  }),
  'chart title': (payload, id) => ({
    [`slides/${id}.md`]: `# ${id}\n\n![A chart](../charts/${id}.vl.json)\n`,
    [`charts/${id}.vl.json`]: spec(payload, { values: [{ n: 1, word: 'a' }] }),
  }),
  'data cell': (payload, id) => ({
    [`slides/${id}.md`]: `# ${id}\n\n![A chart](../charts/${id}.vl.json)\n`,
    [`charts/${id}.vl.json`]: spec('x', { url: `data/${id}.csv` }),
    [`charts/data/${id}.csv`]: `n,word\n1,${cell(payload)}\n`,
    [`charts/data/${id}.csv.yaml`]: `publisher: ${JSON.stringify(payload)}\nnote: ${JSON.stringify(payload)}\n`,
  }),
  bibliography: (_, id) => ({ [`slides/${id}.md`]: `# ${id}\n\nText [@${id}]\n` }),
  'SVG file': (payload, id) => ({
    [`slides/${id}.md`]: `# ${id}\n\n![x](${id}.svg)\n`,
    [`slides/${id}.svg`]: svg(asXml.get(payload) ?? ''),
  }),
};

const idOf = (n: number): string => `p${String(n).padStart(3, '0')}`;
const work = (n: number): object => ({
  id: idOf(n),
  type: 'book',
  title: payloads[n],
  publisher: payloads[n],
  author: [{ literal: payloads[n] }],
});

/** Which payload a mistake is about. */
function payloadOf({ at }: Diagnostic): number {
  const place = typeof at === 'string' ? at : at.source.path;
  const line = typeof at === 'string' ? '' : (at.source.text.split('\n')[positionOf(at).line - 1] ?? '');
  const [, number] = /\bp(\d{3})\b/.exec(place) ?? /\bp(\d{3})\b/.exec(line) ?? [];
  return Number(number);
}

/** Compiles a place's deck of all payloads but those that the compiler refuses; a refused slide is left out and told. */
async function deckOf(place: string): Promise<{ html: string; shown: number }> {
  const make = places[place];
  if (!make) throw new Error(place);
  let kept = payloads.map((_, n) => n);
  for (;;) {
    const root = temporaryFolder();
    const works = kept.map((n) => `- ${JSON.stringify(work(n))}\n`).join('');
    const title = JSON.stringify(payloads.join(' '));
    const all: Record<string, string> = {
      'slides/deck.yaml': `title: ${title}\nsubtitle: ${title}\nauthors: [${title}]\nlang: en\n`,
    };
    if (place === 'bibliography') {
      all['slides/deck.yaml'] += 'bibliography: references.yaml\n';
      all['slides/references.yaml'] = works;
      all['slides/references.md'] = '---\nlayout: references\n---\n\n# References\n';
    }
    for (const n of kept) Object.assign(all, make(payloads[n] ?? '', idOf(n)));
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { compiled, diagnostics } = await open(root).compile({ trustHtml: false });
    rmSync(root, { recursive: true });
    if (compiled) return { html: compiled.screen, shown: kept.length };
    const refused = new Set(diagnostics.filter((d) => d.severity === 'error').map(payloadOf));
    const left = kept.filter((n) => !refused.has(n));
    if (left.length === kept.length)
      throw new Error(JSON.stringify(diagnostics.find((d) => d.severity === 'error')?.message));
    kept = left;
  }
}

const withoutPolicy = (html: string): string =>
  html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

describe('hostile text', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
    const page = await browser.newPage();
    const texts = await page.evaluate(
      (all) =>
        all.map((payload) => {
          const template = document.createElement('template');
          template.innerHTML = payload;
          return new XMLSerializer().serializeToString(template.content);
        }),
      payloads,
    );
    for (const [n, payload] of payloads.entries()) asXml.set(payload, texts[n] ?? '');
    await page.close();
  });
  afterAll(() => browser.close());

  /** All that a page did or could do that is not the deck's: what ran, what was said, what was asked for. */
  async function deedsOf(html: string): Promise<string[]> {
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, html);
    const page = await browser.newPage();
    const deeds: string[] = [];
    page.on('dialog', (dialog) => {
      deeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => deeds.push(`console ${message.text()}`));
    page.on('pageerror', (error) => deeds.push(`error ${error}`));
    page.on('request', (request) => {
      const url = request.url();
      if (url.replace(/#.*/, '') !== pathToFileURL(file).href && !/^data:(font|image)\//.test(url))
        deeds.push(`request ${url}`);
    });
    await page.setOfflineMode(true);
    await page.goto(pathToFileURL(file).href);
    if (html.includes('class="reveal"')) await page.waitForSelector('.reveal.ready');
    // what waits for a click or a hover need not be tried to be found
    const armed = await page.evaluate(() => {
      const found = 'pwned' in window ? ['pwned'] : [];
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) found.push(`${element.tagName} ${name}=${value}`);
          const isAddress = /^(?:xlink:)?href$|^(?:form)?action$|^src$|^srcdoc$/.test(name);
          const isScript = /^(?:javascript|vbscript|blob|file):|^data:(?!image|font)/i;
          // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers leave them out of addresses
          if (isAddress && isScript.test(value.replace(/[\u0000-\u0020]/g, '')))
            found.push(`${element.tagName} ${name}=${value}`);
        }
      }
      const foreign = 'base, iframe, frame, object, embed, form, foreignObject, [http-equiv=refresh]';
      for (const { outerHTML } of document.querySelectorAll(foreign)) found.push(outerHTML);
      for (const script of document.querySelectorAll('.slides script, section script'))
        found.push(script.outerHTML.slice(0, 80));
      return found;
    });
    await page.close();
    return [...deeds, ...armed];
  }

  it.each(Object.keys(places))('does nothing in %s, with the policy or without', async (place) => {
    const { html, shown } = await deckOf(place);
    expect(shown).toBeGreaterThan(payloads.length * 0.9);
    const bare = withoutPolicy(html);
    expect(bare.length).toBeLessThan(html.length);
    expect(await deedsOf(html)).toEqual([]);
    expect(await deedsOf(bare)).toEqual([]);
  });

  it('does nothing as raw HTML that was cleaned, all in one page', async () => {
    const cleaned = payloads.map((payload) => `<div>${cleanHtml(payload).html}</div>`);
    expect(await deedsOf(`<!doctype html><meta charset="utf-8">${cleaned.join('\n')}`)).toEqual([]);
  });

  it('does nothing as SVG files that were cleaned, all in one page', async () => {
    const drawings = payloads.flatMap((payload) => {
      const { bytes } = cleanSvg(new TextEncoder().encode(svg(asXml.get(payload) ?? '')));
      return bytes ? [new TextDecoder().decode(bytes)] : [];
    });
    expect(drawings.length).toBeGreaterThan(payloads.length * 0.9);
    expect(await deedsOf(`<!doctype html><meta charset="utf-8">${drawings.join('\n')}`)).toEqual([]);
  });

  it('neither runs nor is loaded under the policy alone', async () => {
    const { html } = await deckOf('front matter');
    const hostile =
      '<script>pwned = 1; alert(1)</script><script src="https://example.invalid/x.js"></script>' +
      '<img src="https://example.invalid/i.png" onerror="pwned = 1; alert(1)"><iframe srcdoc="<script>alert(1)</script>"></iframe>';
    const deeds = (deck: string): Promise<string[]> =>
      deedsOf(deck.replace('</body>', () => `${hostile}</body>`));
    const held = await deeds(html);
    expect(held.filter((deed) => /^(?:dialog|pwned)/.test(deed))).toEqual([]);
    // the browser names what it blocked as a request too
    for (const name of ['x.js', 'i.png'])
      expect(held).toContainEqual(
        expect.stringMatching(new RegExp(`^console .*example.invalid/${name}.*Content Security Policy`)),
      );
    expect(await deeds(withoutPolicy(html))).toEqual(expect.arrayContaining(['pwned', 'dialog 1']));
  });

  it('is seen where nothing cleans it', async () => {
    const deeds = await deedsOf(
      '<!doctype html><img src="x.png" onerror="pwned = 1; console.log(1); alert(1)">',
    );
    expect(deeds.map((deed) => deed.split(' ')[0])).toEqual(
      expect.arrayContaining(['dialog', 'console', 'request', 'pwned', 'IMG']),
    );
  });
});
