import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../build/check/rules.ts';
import { type Diagnostic, format, inOrder, newIn } from '../build/model/diagnostic.ts';
import { home, open } from './support/project.ts';

/**
 * Each folder of tests/decks is a talk; its expected/ holds what compiling it gives: diagnostics.txt, deck.html and,
 * where its name begins with talks, deck-NAME.html of each; check.txt where it is one to check,
 * styles and program left out. A case fails on what is missing, what is extra and what is unlisted. With
 * UPDATE_GOLDENS=1 the files are written anew, never on CI.
 */
const decks = join(home, 'tests/decks');
const update = process.env.UPDATE_GOLDENS === '1' && !process.env.CI;

describe('golden decks', () => {
  for (const name of readdirSync(decks)) {
    it(name, async () => {
      const made = await compiled(join(decks, name));
      if (name.startsWith('check-')) made.set('check.txt', await checked(join(decks, name)));
      const expected = join(decks, name, 'expected');
      if (update) {
        rmSync(expected, { recursive: true, force: true });
        mkdirSync(expected);
        for (const [file, text] of made) writeFileSync(join(expected, file), text);
      }
      const files = existsSync(expected) ? readdirSync(expected) : [];
      expect([...made.keys()].sort()).toEqual(files.sort());
      for (const [file, text] of made) expect(text).toBe(readFileSync(join(expected, file), 'utf8'));
    });
  }
});

/** The deck of each talk of a folder, that of the whole first, and what compiling them tells. */
async function compiled(folder: string): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const told: Diagnostic[] = [];
  for (const talk of ['default', ...talksIn(folder)]) {
    const result = await open(folder).compile({ trustHtml: false, talk });
    told.push(...newIn(talk, result.diagnostics, told));
    const file = talk === 'default' ? 'deck.html' : `deck-${talk}.html`;
    if (result.compiled) made.set(file, withoutAssets(result.compiled.screen));
  }
  if (told.length > 0) made.set('diagnostics.txt', `${inOrder(told).map(format).join('\n\n')}\n`);
  return made;
}

function talksIn(folder: string): string[] {
  if (!basename(folder).startsWith('talks')) return [];
  const { talks = {} } = parse(readFileSync(join(folder, 'slides/deck.yaml'), 'utf8'));
  return Object.keys(talks);
}

/** What `lectern check` says of what the deck is about, as its name has it: `check-fit…`. */
async function checked(folder: string): Promise<string> {
  const only = checks.filter((check) => basename(folder).startsWith(`check-${check}`));
  const found = await open(folder).check({
    only,
    strict: false,
    trustHtml: false,
    progress: () => undefined,
  });
  return `${found.map(format).join('\n\n')}\n`;
}

function withoutAssets(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>\n?/g, '')
    .replace(/<script>[\s\S]*?<\/script>/g, '')
    .replace(/(<script type="text\/plain"[^>]*>)[\s\S]*?<\/script>/g, '$1…</script>')
    .replace(/sha256-[\w+/=]+/g, 'sha256-…')
    .replace(/(src="data:[^;]+;base64,)[^"]+/g, '$1…');
}
