import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, open, temporaryFolder } from './project.ts';

/** Compiles a talk's folder, the shipped one if none is named, with its source or without; gives the path of its deck, in a folder of its own. */
export async function deckOf(root: string = home, source = false): Promise<string> {
  const { compiled } = await open(root).compile({ trustHtml: false, source });
  if (!compiled) throw new Error('the deck has errors');
  const file = join(temporaryFolder(), 'index.html');
  writeFileSync(file, compiled.screen);
  return file;
}

/** Compiles Markdown as a talk's only file of slides. */
export function deckOfMarkdown(markdown: string): Promise<string> {
  const root = temporaryFolder();
  mkdirSync(join(root, 'slides'));
  writeFileSync(join(root, 'slides/deck.yaml'), 'title: A talk\nlang: en\n');
  writeFileSync(join(root, 'slides/10.md'), markdown);
  return deckOf(root);
}
