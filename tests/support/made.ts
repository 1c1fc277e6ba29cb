import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { home } from './project.ts';

const update = process.env.UPDATE_DOCS === '1' && !process.env.CI;

/** Holds a document to what is made for it now; with UPDATE_DOCS=1 the file is written anew, never on CI. */
export function expectMade(path: string, text: string): void {
  if (update) writeFileSync(join(home, path), text);
  const stale = `${path} says something else: UPDATE_DOCS=1 npx vitest run tests/docs, then read the diff`;
  expect(text, stale).toBe(readFileSync(join(home, path), 'utf8'));
}
