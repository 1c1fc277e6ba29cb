import { posix } from 'node:path';
import { decodeHTMLStrict } from 'entities';
import { type Node, parseTree } from 'jsonc-parser';
import type { Inline, Slide } from '../model/deck.ts';
import { type Edit, edited } from '../model/edits.ts';
import { type Source, type Span, span, textOf, within } from '../model/source.ts';
import { blocksOf, inlinesOf } from '../model/walk.ts';
import { setFields } from '../read/front-matter.ts';
import { localPath } from '../read/text.ts';
import { type LinkTarget, relink } from '../resolve/relink.ts';
import { encodedName } from './names.ts';

/** What is called otherwise where slides are taken to. */
export interface Renaming {
  readonly paths: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, string>;
  readonly linkTo: (id: string) => LinkTarget | undefined;
  /** Whether `@name` cites there what is a mere name here. */
  readonly citesNames: boolean;
}

export type SlideFields = Readonly<Record<'id' | 'attribution' | 'lang' | 'series', string | undefined>>;

/** A slide's text for another talk; only what has another name there is changed. */
export function takenText(slide: Slide, fields: SlideFields, renaming: Renaming): string {
  const { raw } = slide;
  const start = (raw.frontMatter?.start ?? raw.body.start) - (raw.frontMatter ? '---\n'.length : 0);
  const edits = [
    ...setFields(raw, fields),
    ...relink(slide, renaming.linkTo),
    ...[...inlinesOf(slide)].flatMap((inline) => inlineEdits(inline, renaming)),
    ...[...blocksOf(slide)].flatMap((block): Edit[] => {
      if (block.kind === 'image') return addressEdits(block.span, block.image.path, renaming);
      if (block.kind !== 'chart') return [];
      const { source } = block.chart;
      // the spec's text has the places that it has in the file of slides
      return source.path === raw.span.source.path
        ? urlEdits(source, raw.span.source, renaming.paths)
        : addressEdits(block.span, source.path, renaming);
    }),
  ];
  return `${edited(span(raw.span.source, start, raw.span.end), edits).trimEnd()}\n`;
}

function inlineEdits(inline: Inline, renaming: Renaming): Edit[] {
  switch (inline.kind) {
    case 'image':
      return addressEdits(inline.span, inline.image.path, renaming);
    case 'value':
      return inline.query ? fromEdits(inline.span, inline.query.table.path, renaming) : [];
    case 'cite':
      return inline.items.flatMap(({ key, span: at }) => {
        const other = renaming.keys.get(key);
        return other === undefined || other === key
          ? []
          : [{ at, text: textOf(at).replace(key, () => other) }];
      });
    case 'text': {
      const text = textOf(inline.span);
      return renaming.citesNames && /^(?:@|\[[^@]*@)/.test(text)
        ? [{ at: inline.span, text: text.replace(/^\[|@/g, '\\$&') }]
        : [];
    }
    default:
      return [];
  }
}

const address = /\]\(\s*(?:<([^<>\n]*)>|([^\s<>]+?))(?=\s|\))/g;

/** The address of a chart or image, where its file has another name. */
function addressEdits(at: Span, path: string, { paths }: Renaming): Edit[] {
  const other = paths.get(path);
  if (other === undefined || other === path) return [];
  return [...textOf(at).matchAll(address)].flatMap(({ 0: found, 1: angled, 2: plain, index }) => {
    const written = angled ?? plain ?? '';
    const local = localPath(decodeHTMLStrict(written), at.source.path);
    if (local.kind !== 'local' || local.path !== path) return [];
    const start = index + found.lastIndexOf(written);
    return [{ at: within(at, start, written.length), text: renamedAddress(written, other) }];
  });
}

/** The data file of a checked number, where it has another name. */
function fromEdits(at: Span, path: string, { paths }: Renaming): Edit[] {
  const other = paths.get(path);
  if (other === undefined || other === path) return [];
  const text = textOf(at);
  const attributes = text.lastIndexOf('{');
  for (const match of text.slice(attributes).matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))/g)) {
    if (match[1] !== 'from') continue;
    const written = match[2] ?? match[3] ?? match[4] ?? '';
    const start = attributes + match.index + match[0].lastIndexOf(written);
    return [{ at: within(at, start, written.length), text: renamedAddress(written, other) }];
  }
  return [];
}

/** The addresses of data in a chart's spec, as edits of `file`, which has the same text in the same places. */
export function urlEdits(spec: Source, file: Source, paths: ReadonlyMap<string, string>): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: Node): void => {
    const [key, value] = node.type === 'property' ? (node.children ?? []) : [];
    const url =
      key?.value === 'data' && value?.children?.find(({ children }) => children?.[0]?.value === 'url');
    const written = url ? url.children?.[1] : undefined;
    if (written && typeof written.value === 'string') {
      const local = localPath(written.value, spec.path);
      const other = local.kind === 'local' ? paths.get(local.path) : undefined;
      if (local.kind === 'local' && other !== undefined && other !== local.path) {
        const at = span(file, written.offset, written.offset + written.length);
        edits.push({ at, text: JSON.stringify(renamedAddress(written.value, other)) });
      }
    }
    node.children?.forEach(visit);
  };
  const root = parseTree(spec.text);
  if (root) visit(root);
  return edits;
}

/** The same address with another name at its end; files stay in their folders. */
function renamedAddress(written: string, path: string): string {
  return written.slice(0, written.lastIndexOf('/') + 1) + encodedName(posix.basename(path));
}
