import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../build/check/rules.ts';
import { format } from '../build/model/diagnostic.ts';
import { home, open } from './support/project.ts';

/**
 * Each folder of tests/decks is a talk; its expected/ holds what compiling it gives: diagnostics.txt and deck.html, and check.txt where it is one to check,
 * styles and program left out. A case fails on what is missing, what is extra and what is unlisted. With
 * UPDATE_GOLDENS=1 the files are written anew, never on CI.
 */
const decks = join(home, 'tests/decks');
const update = process.env.UPDATE_GOLDENS === '1' && !process.env.CI;

describe('golden decks', () => {
  for (const name of readdirSync(decks)) {
    it(name, async () => {
      const { diagnostics, compiled } = await open(join(decks, name)).compile({ trustHtml: false });
      const made = new Map<string, string>();
      if (diagnostics.length > 0) made.set('diagnostics.txt', `${diagnostics.map(format).join('\n\n')}\n`);
      if (compiled) made.set('deck.html', withoutAssets(compiled.screen));
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
