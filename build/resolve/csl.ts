import CSL from 'citeproc';
import { decodeHTML } from 'entities';
import type { CslItem, CslName, Run } from '../model/reference.ts';
import { linked } from './references.ts';

/** Works to set in a CSL style. */
export interface CiteRequest {
  readonly items: readonly CslItem[];
  readonly style: string;
  readonly lang: string;
}

/** A CSL style and the locales that it may be set in, both XML; locales by language tag. */
export interface StyleFiles {
  readonly style: string;
  readonly locales: Readonly<Record<string, string>>;
}

/** A work as the style prints it: in the list, and in a mark. */
export interface CiteResult {
  readonly id: string;
  readonly entry: readonly Run[];
  /** Not to be used in styles that number. */
  readonly names: string;
  readonly full: string;
  readonly year: string;
}

/**
 * Sets all works of a bibliography in a CSL style, in the order in which the style lists them. The style knows all of
 * them, so that 2007a is 2007a in every talk.
 */
export function citeWithStyle({ items, lang }: CiteRequest, { style, locales }: StyleFiles): CiteResult[] {
  const byId = new Map(items.map((item) => [item.id, withMark(item)]));
  const locale = Object.keys(locales).find((tag) => tag.split('-')[0] === lang.split('-')[0]) ?? 'en-US';
  const engine = new CSL.Engine(
    { retrieveLocale: (tag) => locales[tag], retrieveItem: (id) => byId.get(id) },
    style,
    locale,
    true,
  );
  engine.opt.development_extensions.wrap_url_and_doi = false;
  // a dash for the same author would stand below another one when a talk cites only some of the works
  delete engine.bibliography.opt['subsequent-author-substitute'];
  engine.updateItems([...byId.keys()]);
  engine.setOutputFormat('html');
  const [{ entry_ids }, entries] = engine.makeBibliography();
  engine.setOutputFormat('text');
  const bare = (text: string): string => text.trim().replace(/^\(([\s\S]*)\)$/, '$1');
  // a sentence has a word where a mark has a sign; a body keeps the sign in its own name
  const spoken = (names: string, { editor, author = editor }: Partial<CslItem> = {}): string =>
    author?.length === 2 ? names.replace(/ & (?!.* & )/, ` ${engine.getTerm('and')} `) : names;
  return entry_ids.flat().map((id, n) => ({
    id,
    entry: runsOf(etAl(entries[n] ?? '')),
    names: etAl(spoken(engine.makeCitationCluster([{ id, 'author-only': 1 }]), byId.get(id))),
    full: etAl(bare(engine.makeCitationCluster([{ id }]))),
    year: bare(engine.makeCitationCluster([{ id, 'suppress-author': 1 }])),
  }));
}

/** Stands for people that a work does not name; a private-use character that no author types. */
const others = '\uE000';

function withMark({ author, editor, ...item }: CslItem): CslItem {
  const mark = (names: readonly CslName[]): CslName[] =>
    names.map((name) => (name.literal === 'others' ? { literal: others } : name));
  return { ...item, ...(author && { author: mark(author) }), ...(editor && { editor: mark(editor) }) };
}

/** Puts `et al.` where the style has a last name and an “and” before it. */
function etAl(text: string): string {
  return text.replace(/,?\s*(?:(?:&(?:#38;|amp;)?|\p{L}+)\s+)?\uE000\.?/gu, ' et al.');
}

/** The runs of an entry in citeproc's HTML; a number in its margin is left to the list. */
function runsOf(html: string): Run[] {
  const runs: Run[] = [];
  let italics = 0;
  const inner = html.replace(/<div class="csl-left-margin">[\s\S]*?<\/div>/, '').trim();
  for (const piece of inner.split(/(<[^>]+>)/)) {
    if (piece === '<i>') italics++;
    else if (piece === '</i>') italics--;
    else if (!piece.startsWith('<'))
      runs.push(...linked(decodeHTML(piece.replace(/\s+/g, ' ')), italics > 0));
  }
  return runs.filter(({ text }, n) => text !== ' ' || (n > 0 && n < runs.length - 1));
}
