import { randomUUID } from 'node:crypto';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentKey, recall, remember } from '../../build/write/cache.ts';
import { destinationsOf, readPdf } from '../../build/write/pdf/file.ts';
import { openSheet, printPdf } from '../../build/write/sheet.ts';
import { pageText, readPdf as readBack } from '../support/pdf.ts';
import { launch } from '../support/project.ts';

describe('the contents of a document', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** Three pages under names that no document had before. */
  function documentOf(ids: readonly string[], style = ''): string {
    const lines = ids.map((id) => `<li><a href="#${id}">To</a> <span data-page-of="${id}"></span></li>`);
    const pages = ids.map((id) => `<h2 id="${id}" style="break-before: page">Page</h2>`);
    return `<!doctype html><html lang="en"><title>T</title><style>span { display: inline-block; width: 3em } ${style}</style><h1>Contents</h1><ol>${lines.join('')}</ol>${pages.join('')}</html>`;
  }
  const print = async (document: string): Promise<Uint8Array> => printPdf(await openSheet(browser), document);
  const fresh = (): string[] => ['a', 'b', 'c'].map((letter) => `${letter}-${randomUUID()}`);
  const keyOf = (ids: readonly string[]): string => `contents/${contentKey(JSON.stringify(ids))}.json`;
  const keep = (ids: readonly string[], numbers: readonly number[]): void =>
    remember(keyOf(ids), new TextEncoder().encode(JSON.stringify(numbers)));
  /** What Chrome says of its own doings apart. */
  const said = (pdf: Uint8Array): string =>
    Buffer.from(pdf)
      .toString('latin1')
      .replace(/\(D:\d+[^)]*\)|\(node\d+\)/g, '');

  it('has the numbers of the pages, the same from a draft, as kept, and where those kept are wrong', async () => {
    const ids = fresh();
    expect(recall(keyOf(ids))).toBeUndefined();
    const drafted = await print(documentOf(ids));
    expect(ids.map((id) => destinationsOf(readPdf(drafted)).get(id))).toEqual([2, 3, 4]);
    expect(await pageText(await readBack(drafted), 1)).toMatch(/To\s+2.*To\s+3.*To\s+4/);
    expect(recall(keyOf(ids))).toBeDefined();
    expect(said(await print(documentOf(ids)))).toBe(said(drafted));
    keep(ids, [7, 8, 9]);
    expect(said(await print(documentOf(ids)))).toBe(said(drafted));
  });

  it('is an error where it leads to what is on no page', async () => {
    const ids = fresh();
    const document = documentOf(ids).replace(`id="${ids[1]}"`, '');
    await expect(print(document)).rejects.toThrow(`the contents lead to ${ids[1]}, which is on no page`);
  });
});
