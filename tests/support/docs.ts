import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';
import { parse, stringify } from 'yaml';
import { startTalk } from '../../build/write/new.ts';
import { home, temporaryFolder } from './project.ts';

const marked = new Marked();

/** The documents that are for people, by their paths in the repository. */
export const documents: readonly string[] = ['', 'docs/'].flatMap((folder) =>
  readdirSync(join(home, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name}`),
);

export const textOf = (path: string): string => readFileSync(join(home, path), 'utf8');

/** All tokens of a document, those inside of others too, in order. */
export function tokensOf(path: string): Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(textOf(path)), (token) => {
    tokens.push(token);
  });
  return tokens;
}

/** A fenced example. `file` is what it belongs into, named behind the language: ```` ```yaml slides/deck.yaml ````. */
export interface Example {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
  /** The picture of it that follows. */
  readonly picture: string | undefined;
}

export function examplesOf(path: string): Example[] {
  const blocks = marked.lexer(textOf(path)).filter(({ type }) => type !== 'space');
  return blocks.flatMap((block, n) => {
    if (block.type !== 'code') return [];
    const [language = '', file] = (block as Tokens.Code).lang?.split(' ') ?? [];
    const picture = /^!\[[^\]]*\]\(pictures\/([\w-]+)\.png\)\n*$/.exec(blocks[n + 1]?.raw ?? '')?.[1];
    return [{ language, file, text: `${(block as Tokens.Code).text}\n`, picture }];
  });
}

/**
 * A new talk with a document's examples pasted into it: slides, each as a file of its own, and what names its file.
 * The images are the gallery's. Gives the talk's folder.
 */
export function talkOf(path: string): string {
  const folder = temporaryFolder();
  startTalk(home, folder, folder);
  cpSync(join(home, 'docs/gallery/slides/pictures'), join(folder, 'slides/pictures'), { recursive: true });
  for (const [n, { language, file, text }] of examplesOf(path).entries()) {
    const place =
      file ?? (language === 'markdown' ? `slides/20-${String(n).padStart(2, '0')}.md` : undefined);
    if (place === undefined) continue;
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    writeFileSync(join(folder, place), place === 'slides/deck.yaml' ? withFields(folder, text) : text);
  }
  return folder;
}

/** The talk's deck.yaml with the fields of an example. */
function withFields(folder: string, text: string): string {
  return stringify({ ...parse(readFileSync(join(folder, 'slides/deck.yaml'), 'utf8')), ...parse(text) });
}
