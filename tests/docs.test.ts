import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { documents, tokensOf } from './support/docs.ts';
import { home } from './support/project.ts';

/** What `#…` may name in a document, as repository hosts make it from headings. */
function anchors(path: string): Set<string> {
  const slugger = new GithubSlugger();
  const headings = tokensOf(path).filter((token): token is Tokens.Heading => token.type === 'heading');
  return new Set(headings.map(({ text }) => slugger.slug(text.replace(/[`*]|\]\([^)]*\)|\[/g, ''))));
}

/** What is wrong with where a document's link leads; nothing is asked of a network. */
function fault(path: string, href: string): string | undefined {
  if (/^[a-z]+:/.test(href))
    return URL.canParse(href) && /^https:\/\/[\w-]+\.[\w.-]+(\/\S*)?$/.test(href) ? undefined : 'no address';
  const [file = '', anchor] = href.split('#');
  const target = file === '' ? path : normalize(join(dirname(path), file));
  if (target.startsWith('..') || !existsSync(join(home, target))) return 'no file';
  return anchor === undefined || anchors(target).has(anchor) ? undefined : 'no heading';
}

describe('documents', () => {
  for (const path of documents) {
    it(`${path} links to what there is`, () => {
      const links = tokensOf(path).filter(({ type }) => type === 'link' || type === 'image');
      const faults = (links as Tokens.Link[]).flatMap(({ href }) => {
        const found = fault(path, href);
        return found === undefined ? [] : [`${href}: ${found}`];
      });
      expect(faults).toEqual([]);
    });
  }

  it('show every picture, each with words for those who cannot see it', () => {
    const images = documents.flatMap((path) =>
      tokensOf(path)
        .filter((token): token is Tokens.Image => token.type === 'image')
        .map(({ href, text }) => ({ file: normalize(join(dirname(path), href)), text })),
    );
    expect(images.filter(({ text }) => text === '')).toEqual([]);
    const files = readdirSync(join(home, 'docs/pictures'))
      .filter((name) => name.endsWith('.png'))
      .map((name) => `docs/pictures/${name}`);
    expect(files.filter((file) => !images.some((image) => image.file === file))).toEqual([]);
  });
});
