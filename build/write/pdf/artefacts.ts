import { inflateSync } from 'node:zlib';
import { markArtefacts, type Painted } from './content.ts';
import { deflate, dictionaryAt, type PdfFile, pagesOf } from './file.ts';
import { allElements, isElement, type Marked, type StructureElement } from './tree.ts';
import { type Dictionary, readDictionary, reference, writeDictionary } from './value.ts';

/** A place in the tree where marked content is an element's. */
interface Place {
  readonly element: StructureElement;
  readonly kid: Marked;
}

/**
 * Makes artefacts of all that no element holds or that only decorates one: grounds, borders, underlines, numerals and
 * running heads. What remains is numbered anew, and drawings with marks of their own are found through them.
 */
export async function separateArtefacts(file: PdfFile, elements: readonly StructureElement[]): Promise<void> {
  const pages = new Map<number, Map<number, Place>>();
  for (const element of allElements(elements)) {
    for (const kid of element.kids) {
      if (isElement(kid) || kid.kind !== 'marked') continue;
      const places = pages.get(kid.page) ?? new Map<number, Place>();
      pages.set(kid.page, places.set(kid.mcid, { element, kid }));
    }
  }
  const seen = new Map<StructureElement, string>();
  const kept = new Set<Marked>();
  const streams: Promise<void>[] = [];
  let key = 1 + Math.max(0, ...pagesOf(file).map((n) => Number(dictionaryAt(file, n).get('StructParents'))));
  const rewrite = (number: number, resources: Dictionary, page: number, form?: number): void => {
    const drawings = dictionaryOf(file, resources.get('XObject'));
    const marking = new Set<string>();
    for (const [name, value] of drawings) {
      const drawing = reference(value);
      if (drawing !== undefined && rewriteForm(drawing, page)) marking.add(name);
    }
    let marks = 0;
    const content = markArtefacts(contentOf(file, number), {
      marksItself: (name) => marking.has(name),
      mark(mcid, painted) {
        const place = pages.get(page)?.get(mcid);
        if (!place || isDecoration(place.element, painted, seen)) return undefined;
        kept.add(place.kid);
        place.kid.form = form;
        place.kid.mcid = marks;
        return marks++;
      },
    });
    const dictionary = dictionaryAt(file, number);
    if (form !== undefined) dictionary.set('StructParents', String(key++));
    file.objects.set(number, { text: writeDictionary(dictionary) });
    streams.push(compress(file, number, dictionary, content));
  };
  /** Whether a drawing holds marks; one without is what the place says where it is shown. */
  const rewriteForm = (number: number, page: number): boolean => {
    if (!holdsMarks(file, number)) return false;
    rewrite(number, dictionaryOf(file, dictionaryAt(file, number).get('Resources')), page, number);
    return true;
  };
  for (const page of pagesOf(file)) {
    const dictionary = dictionaryAt(file, page);
    const contents = reference(dictionary.get('Contents'));
    if (contents !== undefined) rewrite(contents, dictionaryOf(file, dictionary.get('Resources')), page);
    // each takes a quarter of a megabyte while it is compressed
    if (streams.length >= atOnce) await Promise.all(streams.splice(0));
  }
  await Promise.all(streams);
  for (const element of allElements(elements))
    element.kids = element.kids.filter((kid) => isElement(kid) || kid.kind !== 'marked' || kept.has(kid));
}

function dictionaryOf(file: PdfFile, value: string | undefined): Dictionary {
  return value?.startsWith('<<') ? readDictionary(value) : dictionaryAt(file, reference(value));
}

function contentOf(file: PdfFile, number: number): string {
  const { text = '', stream = new Uint8Array() } = file.objects.get(number) ?? {};
  const bytes = text.includes('/FlateDecode') ? inflateSync(stream) : Buffer.from(stream);
  return bytes.toString('latin1');
}

function holdsMarks(file: PdfFile, number: number): boolean {
  const drawing = dictionaryAt(file, number);
  if (drawing.get('Subtype') !== '/Form') return false;
  if (/\/MCID \d+ ?>>BDC$/m.test(contentOf(file, number))) return true;
  const drawings = dictionaryOf(file, dictionaryOf(file, drawing.get('Resources')).get('XObject'));
  return [...drawings.values()].some((value) => holdsMarks(file, reference(value) ?? 0));
}

/** Puts a content stream in its place. */
async function compress(
  file: PdfFile,
  number: number,
  dictionary: Dictionary,
  content: string,
): Promise<void> {
  const stream = await deflate(Buffer.from(content, 'latin1'));
  dictionary.set('Filter', '/FlateDecode').set('Length', String(stream.length));
  file.objects.set(number, { text: writeDictionary(dictionary), stream });
}

/** How many content streams are compressed at the same time. */
const atOnce = 32;

/** Elements whose content means something without words. */
const wordless = new Set(['Figure', 'Lbl', 'Formula', 'Form']);

/**
 * Whether what is painted only decorates its element: it shows no text and is no figure's, or it is a table's head that
 * is printed once more on the next page.
 */
function isDecoration(
  element: StructureElement,
  { showsText, holdsMarks, text }: Painted,
  seen: Map<StructureElement, string>,
): boolean {
  if (holdsMarks) return false;
  let inHead = false;
  for (let at: StructureElement | undefined = element; at; at = at.parent) {
    if (wordless.has(at.type)) return at.type === 'Figure' && !at.extra.has('Alt') && !showsText;
    if (at.type === 'TH' && /\/Scope\s*\/Column/.test(at.extra.get('A') ?? '')) inHead = true;
  }
  if (!showsText || !inHead) return !showsText;
  const [first, own] = [seen.get(element), text()];
  if (first === undefined) seen.set(element, own);
  return first === own;
}
