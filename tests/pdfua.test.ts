import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handoutStyles } from '../build/model/config.ts';
import type { Documents } from '../build/write/documents.ts';
import { readPdf } from '../build/write/pdf/file.ts';
import { finishPdf } from '../build/write/pdf/finish.ts';
import { openSheet, printPdf } from '../build/write/sheet.ts';
import { constructsDeck } from './support/constructs.ts';
import { oddDeck } from './support/odd.ts';
import { aboutNothing, letters, readPdf as openWithPdfJs, textOf } from './support/pdf.ts';
import { checkPdfUa, rulesOf } from './support/pdfua/check.ts';
import { openDocument, textOf as valueText } from './support/pdfua/objects.ts';
import { checkTree } from './support/pdfua/tree.ts';
import { launch, open } from './support/project.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function compile(root?: string, handout?: (typeof handoutStyles)[number]): Promise<Documents> {
  const { compiled, diagnostics } = await open(root).compile({ trustHtml: true, handout });
  if (!compiled) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return compiled;
}

const prints = new Map<string, Promise<{ raw: Uint8Array; finished: Uint8Array }>>();

function printed(document: string): Promise<{ raw: Uint8Array; finished: Uint8Array }> {
  const known = prints.get(document) ?? print(document);
  prints.set(document, known);
  return known;
}

async function print(document: string): Promise<{ raw: Uint8Array; finished: Uint8Array }> {
  const raw = await printPdf(await openSheet(browser), document);
  return { raw, finished: await finishPdf(readPdf(raw), aboutNothing, document) };
}

describe('the PDFs of the shipped deck', () => {
  let documents: Documents;
  beforeAll(async () => {
    documents = await compile();
  });

  it('are PDF/UA-1, which Chrome’s are not', async () => {
    for (const document of [documents.print, documents.printSteps, documents.handout]) {
      const { raw, finished } = await printed(document);
      expect(rulesOf(checkPdfUa(raw))).toEqual([
        // content of drawings that no element holds, keys that are taken
        '14.7.2',
        '14.7.4',
        // unmarked content, types of its own, no metadata
        '7.1-3',
        '7.1-5',
        '7.1-8',
        // links without words
        '7.18.5-2',
        // lists and tables that hold content themselves, figures without words
        '7.2-content',
        '7.2-kids',
        '7.3-1',
      ]);
      expect(checkPdfUa(finished)).toEqual([]);
    }
  });

  it('have an outline of the words of their headings', async () => {
    for (const document of [documents.print, documents.handout]) {
      const headings = [...document.matchAll(/<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/g)].map(([, , html = '']) =>
        textOf(html.replace(/<[^>]+>/g, ''))
          .replace(/\s+/g, ' ')
          .trim(),
      );
      type Entry = { readonly title: string; readonly items: readonly Entry[] };
      const titles = (items: readonly Entry[]): string[] =>
        items.flatMap(({ title, items: own }) => [title, ...titles(own)]);
      const { finished } = await printed(document);
      const outline = titles(await (await openWithPdfJs(finished)).getOutline());
      expect(outline).toEqual(headings);
    }
  });

  it('have all words of a page in its elements, but for ornaments', async () => {
    const { finished } = await printed(documents.print);
    const pdf = await openWithPdfJs(finished);
    const page = await pdf.getPage(9);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const tags: string[] = [];
    const texts = { held: '', ornaments: '' };
    for (const item of items) {
      if ('str' in item) texts[tags.includes('Artifact') ? 'ornaments' : 'held'] += item.str;
      else if (item.type === 'endMarkedContent') tags.pop();
      else tags.push((item as { readonly tag?: string }).tag ?? '');
    }
    expect(letters(texts.ornaments)).toBe('01');
    expect(letters(texts.held)).toContain(letters('Creative insecurity'));
  });
});

describe('a deck of many constructs', () => {
  it('is PDF/UA-1 in slides.pdf, with and without steps', async () => {
    const { print, printSteps } = await compile(constructsDeck());
    for (const document of [print, printSteps])
      expect(checkPdfUa((await printed(document)).finished)).toEqual([]);
  });

  it('is PDF/UA-1 in every style of the handout', async () => {
    for (const style of handoutStyles) {
      for (const folder of [constructsDeck(), oddDeck()]) {
        const { handout } = await compile(folder, style);
        expect(checkPdfUa((await printed(handout)).finished), style).toEqual([]);
      }
    }
  }, 120_000);

  it('says the language of each part in both', async () => {
    const { print, handout } = await compile(constructsDeck());
    for (const document of [print, handout]) {
      const pdf = openDocument((await printed(document)).finished);
      const { elements } = checkTree(pdf, pdf.dictionary(pdf.trailer.get('Root')));
      const spoken = elements.flatMap(({ type, dictionary }) => {
        const lang = valueText(dictionary.get('Lang'));
        return lang === undefined ? [] : `${type} ${lang}`;
      });
      for (const lang of ['fr', 'zh-Hans', 'en-GB', 'de', 'en']) expect(spoken).toContain(`Span ${lang}`);
      for (const lang of ['ar', 'he'])
        expect(spoken.join()).toMatch(new RegExp(`(?:Sect|NonStruct|Div) ${lang}`));
    }
  });
});
