import { formulaMark } from '../../model/formula.ts';
import { dictionaryAt, type PdfFile, replaceDictionary } from './file.ts';
import { padRows } from './rows.ts';
import { allElements, isElement, type Kid, newElement, type StructureElement, treeRoot } from './tree.ts';
import { readText, writeText } from './value.ts';

/** Chrome's structure types that PDF 1.7 does not have, with what is nearest to them. */
const roles = new Map([
  ['Em', 'Span'],
  ['Strong', 'Span'],
  ['Aside', 'Div'],
  ['Title', 'P'],
  ['FENote', 'Div'],
]);

/** The structure types of PDF 1.7 (ISO 32000-1, 14.8.4). */
const standard = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
  Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
  Formula Form`.split(/\s+/),
);

/** What stands in a line, or holds lines. */
const inLines = new Set(
  'P H1 H2 H3 H4 H5 H6 Caption Link Span Em Strong Code Quote Lbl LBody TD TH'.split(' '),
);

/** Makes the tree that Chrome writes one of PDF/UA-1 (ISO 14289-1, 7.1 to 7.6). */
export function repairStructure(file: PdfFile, elements: readonly StructureElement[]): void {
  const others = new Set<string>();
  for (const element of allElements(elements)) {
    const { type, parent } = element;
    if (type === 'LI') wrapBody(file, element);
    else if (type === 'Table') padRows(file, element);
    else if (type === 'Figure' && !hasAlt(element)) element.type = 'Div';
    else if (type === 'Figure') makeFormula(file, element);
    else if (type === 'NonStruct' && parent?.type === 'Document' && element.kids.some(isElement))
      element.type = 'Sect';
    else if (type === 'NonStruct' && element.extra.has('Lang') && inLines.has(parent?.type ?? ''))
      element.type = 'Span';
    else if (!standard.has(type)) others.add(type);
  }
  for (const element of elements) simplify(file, element);
  if (others.size === 0) return;
  const root = dictionaryAt(file, treeRoot(file));
  const map = [...others].sort().map((type) => `/${type} /${roles.get(type) ?? 'NonStruct'}`);
  root.set('RoleMap', `<<${map.join(' ')}>>`);
  replaceDictionary(file, treeRoot(file), root);
}

function hasAlt({ extra }: StructureElement): boolean {
  const alt = extra.get('Alt');
  return alt !== undefined && !/^(?:\(\s*\)|<(?:FEFF)?>)$/i.test(alt);
}

/** A figure that is a formula holds its signs without what groups them. */
function makeFormula(file: PdfFile, figure: StructureElement): void {
  const words = readText(figure.extra.get('Alt') ?? '');
  if (!words.startsWith(formulaMark)) return;
  figure.type = 'Formula';
  figure.extra.set('Alt', writeText(words.slice(formulaMark.length)));
  const groups = allElements([figure]).slice(1);
  figure.kids = [figure, ...groups].flatMap(({ kids }) => kids.filter((kid) => !isElement(kid)));
  for (const { number } of groups) file.objects.delete(number);
}

/** An item holds its mark and its body, and nothing else. */
function wrapBody(file: PdfFile, item: StructureElement): void {
  const isLabel = (kid: Kid): boolean => isElement(kid) && /^(?:Lbl|LBody)$/.test(kid.type);
  const own = item.kids.filter((kid) => !isLabel(kid));
  if (own.length === 0) return;
  const body = newElement(file, 'LBody', item, own);
  for (const kid of own) if (isElement(kid)) kid.parent = body;
  item.kids = [...item.kids.filter(isLabel), body];
}

/**
 * Takes out what held only decoration, and runs of text that only stand between a line and its content; cells, items
 * and rows stay, since they keep others in their places.
 */
function simplify(file: PdfFile, element: StructureElement): void {
  element.kids = element.kids.flatMap((kid) => {
    if (!isElement(kid)) return [kid];
    simplify(file, kid);
    const isEmpty = kid.kids.length === 0 && /^(?:NonStruct|P|Div|Span|Figure)$/.test(kid.type);
    if (!isEmpty && !(inLines.has(element.type) && isRun(kid))) return [kid];
    file.objects.delete(kid.number);
    return kid.kids;
  });
}

function isRun({ type, kids, extra }: StructureElement): boolean {
  return type === 'NonStruct' && extra.size === 0 && !kids.some(isElement);
}
