import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, wholeTalk } from '../model/config.ts';
import type { Deck } from '../model/deck.ts';
import { type ListedTalk, type ListStyles, renderTalkList, renderTalksPage } from '../render/talks.ts';
import { totalMinutes } from '../resolve/plan.ts';
import { embedFonts } from './fonts.ts';
import type { Library } from './library.ts';

export interface ListingOptions {
  readonly styles: Omit<ListStyles, 'fonts'>;
  readonly library: Library;
  /** Where what is kept lies. */
  readonly folder: string;
  /** What the build made, and what stays of builds before, by their paths in the folder. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly kept: readonly string[];
}

/** talks.html: every talk that has files, with these. */
export async function listTalks(
  decks: ReadonlyMap<string, Deck>,
  { styles, library, folder, files, kept }: ListingOptions,
): Promise<string> {
  const sizes = new Map([
    ...kept.map((path) => [path, statSync(join(folder, path)).size] as const),
    ...[...files].map(([path, content]) => [path, Buffer.byteLength(content)] as const),
  ]);
  const whole = decks.get(wholeTalk)?.config;
  const talks = [...decks].flatMap(([name, deck]): ListedTalk[] => {
    const index = `${folderOf(name)}index.html`;
    if (!sizes.has(index) || !whole) return [];
    const html = String(files.get(index) ?? readFileSync(join(folder, index), 'utf8'));
    return [
      {
        name,
        config: deck.config,
        slides: html.match(/<section id="[^"]*" class="slide/g)?.length ?? 0,
        minutes: totalMinutes(deck),
        sizes,
      },
    ];
  });
  if (!whole) return '';
  const list = renderTalkList(talks, whole);
  const { css } = await embedFonts(list.html, false, library);
  return renderTalksPage(list, whole, { ...styles, fonts: css });
}
