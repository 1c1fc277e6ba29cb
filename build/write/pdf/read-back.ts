import type { PDFPageProxy } from 'pdfjs-dist';
import type { PdfReading, Reading } from '../../model/reading.ts';

/** Reads a PDF back with pdf.js, as its readers do. */
export async function readBack(pdf: Uint8Array): Promise<PdfReading> {
  const { getDocument, OPS } = await import('./pdfjs.ts');
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const images = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
  const pages: Reading[] = [];
  for (let n = 1; n <= document.numPages; n++) pages.push(await readPage(await document.getPage(n), images));
  const destinations = new Map<string, number>();
  for (const [name, place] of Object.entries(await document.getDestinations()))
    if (place?.[0]) destinations.set(decoded(name), (await document.getPageIndex(place[0])) + 1);
  await task.destroy();
  return { pages, destinations };
}

async function readPage(page: PDFPageProxy, images: ReadonlySet<number>): Promise<Reading> {
  const [content, annotations, tree, operators] = await Promise.all([
    page.getTextContent({ includeMarkedContent: true, disableNormalization: true }),
    page.getAnnotations(),
    page.getStructTree(),
    page.getOperatorList(),
  ]);
  page.cleanup();
  return {
    texts: textsOf(content.items, formulasIn(tree)),
    links: annotations.flatMap(({ subtype, dest, url }) => {
      if (subtype !== 'Link') return [];
      return typeof dest === 'string' ? `#${decoded(dest)}` : (url ?? []);
    }),
    alts: altsOf(tree),
    rasters: operators.fnArray.filter((operator) => images.has(operator)).length,
  };
}

/** An anchor as it is written, where Chrome has put signs for its letters. */
function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** The runs of text, without the marks that lists have of their layout and without the signs of formulas. */
function textsOf(
  items: Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items'],
  formulas: ReadonlySet<string>,
): string[] {
  const silent: boolean[] = [];
  return items.flatMap((item) => {
    if ('str' in item) return silent.includes(true) ? [] : item.str;
    if (item.type === 'endMarkedContent') silent.pop();
    else {
      const { tag, id } = item as { readonly tag?: string; readonly id?: string };
      silent.push(tag === 'Lbl' || formulas.has(id ?? ''));
    }
    return [];
  });
}

interface StructNode {
  readonly role?: string;
  readonly alt?: string;
  /** Of marked content. */
  readonly id?: string;
  readonly children?: readonly object[];
}

/** The marked content of formulas, by its ids. */
function formulasIn(node: StructNode | null, isInside = false): Set<string> {
  const inside = isInside || node?.role === 'Formula';
  const own = inside && node?.id !== undefined ? [node.id] : [];
  return new Set([...own, ...(node?.children ?? []).flatMap((child) => [...formulasIn(child, inside)])]);
}

function altsOf(node: StructNode | null): string[] {
  if (!node) return [];
  const own = /^(?:Figure|Formula)$/.test(node.role ?? '') && node.alt !== undefined ? [node.alt] : [];
  return [...own, ...(node.children ?? []).flatMap(altsOf)];
}
