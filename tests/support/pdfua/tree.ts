import { type Dictionary, type Document, isRef, nameOf, textOf, type Value } from './objects.ts';

export interface Element {
  readonly number: number;
  /** As the role map has it. */
  readonly type: string;
  readonly dictionary: Dictionary;
  readonly parent: Element | undefined;
  readonly kids: Element[];
  /** Content as `page:mcid` or `page/form:mcid`. */
  readonly marked: Set<string>;
  /** Object numbers of the annotations that it holds. */
  readonly objects: number[];
}

export interface Tree {
  readonly findings: string[];
  readonly elements: readonly Element[];
  readonly byNumber: ReadonlyMap<number, Element>;
  /** What the tree says of pages, drawings and annotations by their keys. */
  readonly parents: ReadonlyMap<number, Value>;
  /** Content that the tree lists and no page has shown yet. */
  readonly unfound: Set<string>;
}

const standard = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
  Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
  Formula Form`.split(/\s+/),
);

/** Which kids an element may have, and which parents. */
const kidsOf: Readonly<Record<string, RegExp>> = {
  Table: /^(?:TR|THead|TBody|TFoot|Caption)$/,
  TR: /^(?:TH|TD)$/,
  THead: /^TR$/,
  TBody: /^TR$/,
  TFoot: /^TR$/,
  L: /^(?:L|LI|Caption)$/,
  LI: /^(?:Lbl|LBody)$/,
  TOC: /^(?:TOC|TOCI|Caption)$/,
};
const parentsOf: Readonly<Record<string, RegExp>> = {
  TR: /^(?:Table|THead|TBody|TFoot)$/,
  THead: /^Table$/,
  TBody: /^Table$/,
  TFoot: /^Table$/,
  TH: /^TR$/,
  TD: /^TR$/,
  LI: /^L$/,
  LBody: /^LI$/,
  TOCI: /^TOC$/,
};
const language = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

/** Reads the structure tree and checks what ISO 14289-1 asks of it, 7.1 to 7.9. */
export function checkTree(document: Document, catalog: Dictionary): Tree {
  const findings: string[] = [];
  const elements: Element[] = [];
  const byNumber = new Map<number, Element>();
  const unfound = new Set<string>();
  const root = document.dictionary(catalog.get('StructTreeRoot'));
  if (root.size === 0) findings.push('7.1-11 there is no structure tree');
  const roles = document.dictionary(root.get('RoleMap'));
  for (const key of roles.keys()) if (standard.has(key)) findings.push(`7.1-7 ${key} is a standard type`);

  const role = (type: string): string => {
    const seen = new Set<string>();
    for (let at = type; ; at = nameOf(roles.get(at)) ?? '') {
      if (standard.has(at)) return at;
      if (seen.has(at)) findings.push(`7.1-6 ${type} is mapped in a circle`);
      if (!roles.has(at) || seen.has(at)) {
        findings.push(`7.1-5 ${type} is no standard type`);
        return type;
      }
      seen.add(at);
    }
  };
  const read = (number: number, parent: Element | undefined, above: Value | undefined): void => {
    const dictionary = document.dictionary({ ref: number });
    const type = role(nameOf(dictionary.get('S')) ?? '');
    const element = {
      number,
      type,
      dictionary,
      parent,
      kids: [],
      marked: new Set<string>(),
      objects: [] as number[],
    };
    if (byNumber.has(number)) findings.push(`14.7 element ${number} is twice in the tree`);
    byNumber.set(number, element);
    elements.push(element);
    parent?.kids.push(element);
    const [own, expected] = [dictionary.get('P'), parent?.number ?? (isRef(above) ? above.ref : -1)];
    if (!isRef(own) || own.ref !== expected) findings.push(`7.1-12 ${type} ${number} names another parent`);
    const page = dictionary.get('Pg');
    for (const kid of document.list(dictionary.get('K'))) {
      if (isRef(kid) && nameOf(document.dictionary(kid).get('Type')) === 'StructElem') {
        read(kid.ref, element, undefined);
        continue;
      }
      const content =
        typeof kid === 'number' ? new Map<string, Value>([['MCID', kid]]) : document.dictionary(kid);
      const object = content.get('Obj');
      if (isRef(object)) element.objects.push(object.ref);
      if (!content.has('MCID')) continue;
      const [on, form] = [content.get('Pg') ?? page, content.get('Stm')];
      const key = `${isRef(on) ? on.ref : '?'}${isRef(form) ? `/${form.ref}` : ''}:${content.get('MCID')}`;
      element.marked.add(key);
      unfound.add(key);
    }
  };
  for (const kid of document.list(root.get('K')))
    if (isRef(kid)) read(kid.ref, undefined, catalog.get('StructTreeRoot'));

  const parents = new Map<number, Value>();
  const nums = (node: Dictionary): void => {
    const pairs = document.list(node.get('Nums'));
    for (let n = 0; n + 1 < pairs.length; n += 2) {
      const [key, value] = [pairs[n] as number, pairs[n + 1] ?? null];
      if (n > 0 && key <= (pairs[n - 2] as number)) findings.push(`7.9.7 key ${key} is not in order`);
      parents.set(key, value);
    }
    for (const kid of document.list(node.get('Kids'))) nums(document.dictionary(kid));
  };
  nums(document.dictionary(root.get('ParentTree')));
  const next = root.get('ParentTreeNextKey');
  if (typeof next === 'number' && [...parents.keys()].some((key) => key >= next))
    findings.push('14.7.2 ParentTreeNextKey is taken');
  findings.push(...elements.flatMap(checkElement), ...checkHeadings(elements));
  return { findings, elements, byNumber, parents, unfound };
}

function checkElement({ type, dictionary, parent, kids, number, marked }: Element): string[] {
  const findings: string[] = [];
  const types = kids.map((kid) => kid.type);
  const found = (rule: string, text: string): void => void findings.push(`${rule} ${type} ${number} ${text}`);
  for (const kid of types) if (kidsOf[type]?.test(kid) === false) found('7.2-kids', `holds ${kid}`);
  if (parentsOf[type]?.test(parent?.type ?? '') === false) found('7.2-parent', `stands in ${parent?.type}`);
  if (kidsOf[type] && marked.size > 0) found('7.2-content', 'holds content itself');
  const captions = types.flatMap((kid, n) => (kid === 'Caption' ? n : []));
  const places = type === 'Table' ? [0, types.length - 1] : [0];
  if (/^(?:Table|L|TOC)$/.test(type) && captions.some((n) => !places.includes(n)))
    found('7.2-16', 'holds a caption in its midst');
  if (captions.length > 1 && type !== 'Sect') found('7.2-39', 'has two captions');
  for (const part of ['THead', 'TFoot'])
    if (types.filter((kid) => kid === part).length > 1) found('7.2-11', `has two ${part}`);
  if (/THead|TFoot/.test(types.join()) && !types.includes('TBody')) found('7.2-14', 'has no body');
  const [alt, actual, lang] = ['Alt', 'ActualText', 'Lang'].map((key) => textOf(dictionary.get(key)));
  if (type === 'Figure' && !alt && actual === undefined) found('7.3-1', 'has no words for it');
  if (type === 'Formula' && !alt && actual === undefined) found('7.7-1', 'has no words for it');
  if (type === 'Note' && !dictionary.has('ID')) found('7.9-1', 'has no id');
  if (types.filter((kid) => kid === 'H').length > 1) found('7.4.4-1', 'has two H');
  if (lang !== undefined && !language.test(lang)) found('7.2-29', `is in no language: ${lang}`);
  return findings;
}

/** Headings begin at 1 and go down a level at a time. */
function checkHeadings(elements: readonly Element[]): string[] {
  let level = 0;
  return elements.flatMap(({ type, number }) => {
    const own = /^H([1-6])$/.exec(type)?.[1];
    if (type === 'H') return [`7.4.4-2 H ${number} among numbered headings`];
    if (own === undefined) return [];
    const before = level;
    level = Number(own);
    return level > before + 1 ? [`7.4.2-1 ${type} ${number} follows level ${before}`] : [];
  });
}
