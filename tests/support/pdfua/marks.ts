import { type Dictionary, type Document, isRef, isStream, nameOf, tokens, type Value } from './objects.ts';
import type { Element, Tree } from './tree.ts';

/** Text shown with a font: the codes of its glyphs. */
export interface Shown {
  readonly font: Value;
  readonly codes: string;
}

export interface PageMarks {
  readonly findings: string[];
  readonly shown: Shown[];
}

interface Mark {
  readonly tag: string;
  readonly mcid: number | undefined;
  readonly inText: boolean;
}

const painting = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 's', 'S', 'sh', 'Tj', 'TJ', "'", '"', 'EI']);
const building = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const ending = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 's', 'S', 'n']);

/** Whether all that pages paint is tagged as some element's or an artefact's, and never both. */
export function checkMarks(document: Document, tree: Tree, pages: readonly Value[]): PageMarks {
  const findings: string[] = [];
  const shown: Shown[] = [];
  const formsWithMarks = new Map<number, number>();
  const used = new Set<Element>();

  const walk = (
    content: string,
    owner: Dictionary,
    outer: readonly Mark[],
    where: string,
    keys: string,
  ): void => {
    const resources = document.dictionary(owner.get('Resources'));
    const fonts = document.dictionary(resources.get('Font'));
    const drawings = document.dictionary(resources.get('XObject'));
    const table = tree.parents.get(owner.get('StructParents') as number);
    const seen = new Set<number>();
    const stack: Mark[] = [];
    let operands: Value[] = [];
    let inText = false;
    let inPath = false;
    let font: Value = null;
    const saved: Value[] = [];
    const found = (rule: string, text: string): void => void findings.push(`${rule} ${where}: ${text}`);
    const open = (tag: string, properties: Dictionary): void => {
      const mcid = properties.get('MCID') as number | undefined;
      const around = [...outer, ...stack];
      if (inPath) found('14.6', 'a mark inside a path');
      if (tag === 'Artifact' && around.some((mark) => mark.mcid !== undefined))
        found('7.1-1', 'an artefact inside tagged content');
      if (mcid !== undefined) {
        if (around.some((mark) => mark.tag === 'Artifact'))
          found('7.1-2', `tagged content ${mcid} inside an artefact`);
        const element = document.list(table)[mcid];
        const key = `${keys}:${mcid}`;
        const listed = isRef(element) ? tree.byNumber.get(element.ref) : undefined;
        if (seen.has(mcid)) found('14.7.4', `content ${mcid} twice`);
        if (!listed?.marked.has(key)) found('14.7.4', `content ${mcid} is no element’s`);
        else used.add(listed);
        tree.unfound.delete(key);
        seen.add(mcid);
      }
      stack.push({ tag, mcid, inText });
    };
    for (const token of tokens(content)) {
      if (typeof token !== 'object' || token === null || !('operator' in token)) {
        operands.push(token);
        continue;
      }
      const { operator } = token;
      const [first, second] = operands;
      if (building.has(operator)) inPath = true;
      if (ending.has(operator)) inPath = false;
      if (operator === 'BT' || operator === 'ET') {
        inText = operator === 'BT';
        if (!inText && stack.at(-1)?.inText) found('14.6', 'a mark that begins in text and ends after it');
      } else if (operator === 'BMC' || operator === 'BDC')
        open(nameOf(first) ?? '', second instanceof Map ? second : new Map());
      else if (operator === 'EMC') {
        const mark = stack.pop();
        if (!mark || mark.inText !== inText) found('14.6', 'marks that do not match');
      } else if (operator === 'q') saved.push(font);
      else if (operator === 'Q') font = saved.pop() ?? null;
      else if (operator === 'Tf') font = fonts.get(nameOf(first) ?? '') ?? null;
      if (/^(?:Tj|TJ|'|")$/.test(operator)) {
        const strings = operands.flatMap((operand) => (Array.isArray(operand) ? operand : [operand]));
        for (const string of strings)
          if (typeof string === 'object' && string && 'bytes' in string)
            shown.push({ font, codes: string.bytes });
      }
      const drawing = operator === 'Do' ? drawings.get(nameOf(first) ?? '') : undefined;
      const stream = document.at(drawing);
      const isForm = isStream(stream) && nameOf(stream.dictionary.get('Subtype')) === 'Form';
      if (isForm) {
        const text = stream.content.toString('latin1');
        if (stream.dictionary.has('Ref')) found('7.20-1', 'a reference to another file');
        const number = isRef(drawing) ? drawing.ref : 0;
        if (text.includes('/MCID')) {
          const times = (formsWithMarks.get(number) ?? 0) + 1;
          formsWithMarks.set(number, times);
          if (times > 1) found('7.20-2', 'a drawing with marks is shown twice');
        }
        walk(text, stream.dictionary, [...outer, ...stack], where, `${keys.split('/')[0]}/${number}`);
      } else if (painting.has(operator) || operator === 'Do') {
        const isHeld = [...outer, ...stack].some(({ tag, mcid }) => tag === 'Artifact' || mcid !== undefined);
        if (!isHeld) found('7.1-3', `neither tagged nor an artefact: ${operator}`);
      }
      operands = [];
    }
    if (stack.length > 0) found('14.6', 'a mark does not end');
  };

  for (const [n, page] of pages.entries()) {
    const dictionary = document.dictionary(page);
    const parts = document.list(dictionary.get('Contents')).map((part) => document.at(part));
    const content = parts.map((part) => (isStream(part) ? part.content.toString('latin1') : '')).join('\n');
    walk(content, dictionary, [], `page ${n + 1}`, String(isRef(page) ? page.ref : 0));
  }
  for (const key of tree.unfound) findings.push(`14.7.4 the tree lists content that is not there: ${key}`);
  return { findings, shown };
}
