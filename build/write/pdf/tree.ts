import { addObject, dictionaryAt, type PdfFile, replaceDictionary } from './file.ts';
import { type Dictionary, readArray, readDictionary, reference } from './value.ts';

/** An element of the tree that says what the parts of a tagged PDF are (ISO 32000-1, 14.7). */
export interface StructureElement {
  readonly number: number;
  /** Its structure type, such as `P`. */
  type: string;
  parent: StructureElement | undefined;
  kids: Kid[];
  /** What else its object says, such as its language or its words. */
  readonly extra: Dictionary;
}

/** Content that a page, or a drawing on it, marks with a number. */
export interface Marked {
  readonly kind: 'marked';
  /** The object number of its page. */
  readonly page: number;
  /** That of the drawing that holds it, where the page itself does not. */
  form: number | undefined;
  mcid: number;
}

export type Kid = StructureElement | Marked | { readonly kind: 'object'; readonly text: string };

export function isElement(kid: Kid): kid is StructureElement {
  return !('kind' in kid);
}

/** Reads the tree of a tagged PDF: its uppermost elements with all below them. */
export function readTree(file: PdfFile): StructureElement[] {
  const root = dictionaryAt(file, treeRoot(file));
  if (root.size === 0) throw new Error('the PDF is not tagged');
  const read = (number: number, parent: StructureElement | undefined): StructureElement => {
    const { type, page, kids, extra } = readElement(file.objects.get(number)?.text ?? '<<>>');
    const element: StructureElement = { number, type, parent, kids: [], extra };
    element.kids = kids.flatMap((value): Kid[] => {
      const kid = reference(value);
      if (kid !== undefined) return [read(kid, element)];
      if (!value.startsWith('<<')) return page === undefined ? [] : [marked(page, Number(value))];
      const own = readDictionary(value);
      if (own.get('Type') !== '/MCR') return [{ kind: 'object', text: value }];
      return [marked(reference(own.get('Pg')) ?? page ?? 0, Number(own.get('MCID')))];
    });
    return element;
  };
  return readArray(root.get('K')).flatMap((value) => {
    const number = reference(value);
    return number === undefined ? [] : [read(number, undefined)];
  });
}

interface Written {
  readonly type: string;
  readonly page: number | undefined;
  readonly kids: readonly string[];
  readonly extra: Dictionary;
}

/** Most elements: a type, a parent, a page, and kids that are numbers or references. */
const plain =
  /^<<\/Type \/StructElem\s+\/S \/(\w+)\s+\/P \d+ 0 R(?:\s+\/Pg (\d+) 0 R)?\s+\/K (?:\[([\d R]+)\]|(\d+(?: 0 R)?))\s*>>$/;
const nothing: Dictionary = new Map();

function readElement(text: string): Written {
  const found = plain.exec(text);
  if (found) {
    const [, type = '', page, list, kid = ''] = found;
    const kids = list === undefined ? [kid] : (list.match(/\d+ 0 R|\d+/g) ?? []);
    return { type, page: page === undefined ? undefined : Number(page), kids, extra: nothing };
  }
  const extra = readDictionary(text);
  const [type, page, kids] = [extra.get('S'), extra.get('Pg'), extra.get('K')];
  for (const key of ['Type', 'S', 'P', 'Pg', 'K']) extra.delete(key);
  return { type: (type ?? '').slice(1), page: reference(page), kids: readArray(kids), extra };
}

/** An element that the tree did not have. */
export function newElement(
  file: PdfFile,
  type: string,
  parent: StructureElement,
  kids: Kid[],
): StructureElement {
  return { number: addObject(file, { text: '' }), type, parent, kids, extra: new Map() };
}

function marked(page: number, mcid: number): Marked {
  return { kind: 'marked', page, form: undefined, mcid };
}

/** The object number of the tree's root, which is no element. */
export function treeRoot(file: PdfFile): number {
  return reference(dictionaryAt(file, file.root).get('StructTreeRoot')) ?? 0;
}

/** Every element from `elements` downwards, parents before their kids. */
export function allElements(elements: readonly StructureElement[]): StructureElement[] {
  const all: StructureElement[] = [];
  const add = (element: StructureElement): void => {
    all.push(element);
    for (const kid of element.kids) if (isElement(kid)) add(kid);
  };
  for (const element of elements) add(element);
  return all;
}

/** Writes the tree back, and with it the table by which content and links find their elements. */
export function writeTree(file: PdfFile, elements: readonly StructureElement[]): void {
  const number = treeRoot(file);
  const root = dictionaryAt(file, number);
  // what each page and drawing marks, by its key in the table; links have keys of their own
  const tables = new Map<number, string[]>();
  const entries = new Map<number, string>();
  const keys = new Map<number, number | undefined>();
  const keyOf = (number: number): number | undefined => {
    const known = keys.get(number);
    if (known !== undefined) return known;
    const key = /\/StructParents? (\d+)/.exec(file.objects.get(number)?.text ?? '')?.[1];
    if (key !== undefined) keys.set(number, Number(key));
    return key === undefined ? undefined : Number(key);
  };
  for (const element of allElements(elements)) {
    const own = `${element.number} 0 R`;
    for (const kid of element.kids) {
      if (isElement(kid)) continue;
      if (kid.kind === 'object') {
        const key = keyOf(Number(/\/Obj (\d+)/.exec(kid.text)?.[1]));
        if (key !== undefined) entries.set(key, own);
        continue;
      }
      const key = keyOf(kid.form ?? kid.page);
      if (key === undefined) throw new Error('a page with marked content is not in the PDF’s table of it');
      const table = tables.get(key) ?? [];
      tables.set(key, table);
      while (table.length < kid.mcid) table.push('null');
      table[kid.mcid] = own;
    }
    writeElement(file, element, number);
  }
  const old = reference(root.get('ParentTree'));
  for (const value of readArray(dictionaryAt(file, old).get('Nums'))) {
    const number = reference(value);
    if (number !== undefined && file.objects.get(number)?.text.startsWith('[')) file.objects.delete(number);
  }
  for (const [key, table] of tables) entries.set(key, `[${table.join(' ')}]`);
  const ordered = [...entries].sort(([a], [b]) => a - b);
  const nums = `[${ordered.map(([key, value]) => `${key} ${value}`).join('\n')}]`;
  const table = { text: `<</Nums ${nums}>>` };
  if (old === undefined) root.set('ParentTree', `${addObject(file, table)} 0 R`);
  else file.objects.set(old, table);
  root.set('ParentTreeNextKey', String((ordered.at(-1)?.[0] ?? -1) + 1));
  replaceDictionary(file, number, root);
}

function writeElement(file: PdfFile, element: StructureElement, root: number): void {
  const { number, type, parent, kids, extra } = element;
  let page: number | undefined;
  for (const kid of kids) if (!isElement(kid) && kid.kind === 'marked') page ??= kid.page;
  const written = kids.map((kid) => writeKid(kid, page));
  const parts = [
    `/Type /StructElem /S /${type} /P ${parent?.number ?? root} 0 R`,
    ...(page === undefined ? [] : [`/Pg ${page} 0 R`]),
    ...(written.length === 0 ? [] : [`/K ${written.length === 1 ? written[0] : `[${written.join(' ')}]`}`]),
    ...[...extra].map(([key, value]) => `/${key} ${value}`),
  ];
  file.objects.set(number, { text: `<<${parts.join(' ')}>>` });
}

function writeKid(kid: Kid, own: number | undefined): string {
  if (isElement(kid)) return `${kid.number} 0 R`;
  if (kid.kind === 'object') return kid.text;
  const { page, form, mcid } = kid;
  if (form === undefined && page === own) return String(mcid);
  const stream = form === undefined ? '' : ` /Stm ${form} 0 R`;
  return `<</Type /MCR /Pg ${page} 0 R${stream} /MCID ${mcid}>>`;
}
