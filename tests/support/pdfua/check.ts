import { checkFonts } from './fonts.ts';
import { checkMarks } from './marks.ts';
import {
  type Dictionary,
  type Document,
  isRef,
  isStream,
  nameOf,
  openDocument,
  textOf,
  type Value,
} from './objects.ts';
import { checkTables } from './tables.ts';
import { checkTree, type Tree } from './tree.ts';

/**
 * What keeps a PDF from being PDF/UA-1, as far as a program can tell: a line for each finding, which begins with the
 * clause of ISO 14289-1 and the number that veraPDF's profile gives the test, or with the clause of ISO 32000-1.
 */
export function checkPdfUa(pdf: Uint8Array): string[] {
  const document = openDocument(pdf);
  const catalog = document.dictionary(document.trailer.get('Root'));
  const pages = pagesOf(document, catalog.get('Pages'));
  const tree = checkTree(document, catalog);
  const { findings, shown } = checkMarks(document, tree, pages);
  const all = [
    ...checkFile(document, catalog),
    ...tree.findings,
    ...checkTables(document, tree.elements),
    ...findings,
    ...checkLinks(document, tree, pages),
    ...checkFonts(document, shown),
    ...checkOutline(document, catalog, pages),
  ];
  return [...new Set(all)];
}

/** The tests that findings are of. */
export function rulesOf(findings: readonly string[]): string[] {
  return [...new Set(findings.map((finding) => finding.split(' ')[0] ?? ''))].sort();
}

function pagesOf(document: Document, node: Value | undefined): Value[] {
  const kids = document.dictionary(node).get('Kids');
  return kids === undefined ? [node ?? null] : document.list(kids).flatMap((kid) => pagesOf(document, kid));
}

function checkFile(document: Document, catalog: Dictionary): string[] {
  const findings: string[] = [];
  const must = (holds: boolean, rule: string, text: string): void =>
    void (holds || findings.push(`${rule} ${text}`));
  must(/^%PDF-1\.[0-7]$/.test(document.header), '6.1-1', 'the header is another');
  const mark = document.dictionary(catalog.get('MarkInfo'));
  must(mark.get('Marked') === true, '6.2-1', 'it does not say that it is tagged');
  must(mark.get('Suspects') !== true, '7.1-4', 'it suspects its tags');
  const lang = textOf(catalog.get('Lang')) ?? '';
  must(/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(lang), '7.2-34', `its language is ${lang}`);
  const viewer = document.dictionary(catalog.get('ViewerPreferences'));
  must(viewer.get('DisplayDocTitle') === true, '7.1-10', 'its title is not shown');
  must(!document.trailer.has('Encrypt'), '7.16-1', 'it is encrypted');
  for (const key of ['AcroForm', 'OCProperties'])
    must(!catalog.has(key), '7.15', `it has ${key}, which is not checked`);

  const metadata = document.at(catalog.get('Metadata'));
  if (!isStream(metadata)) return [...findings, '7.1-8 there is no metadata'];
  must(nameOf(metadata.dictionary.get('Subtype')) === 'XML', '7.1-8', 'its metadata are no XML');
  must(!metadata.dictionary.has('Filter'), '7.1-8', 'its metadata are compressed');
  const xml = metadata.content.toString('utf8');
  must(/<pdfuaid:part>1<\/pdfuaid:part>/.test(xml), '5-1', 'it does not say that it is PDF/UA-1');
  must(xml.includes('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'), '5-3', 'the namespace is another');
  const title = /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]+)</.exec(xml)?.[1];
  must(title !== undefined, '7.1-9', 'its metadata have no title');
  const info = document.dictionary(document.trailer.get('Info'));
  const own = textOf(info.get('Title'))?.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  must(
    own === title?.replace(/&#39;/g, "'").replace(/&quot;/g, '"'),
    '7.1-9',
    `it has two titles: ${own}, ${title}`,
  );
  return findings;
}

/** Annotations are links that say where they lead, in elements that hold them. */
function checkLinks(document: Document, tree: Tree, pages: readonly Value[]): string[] {
  const known = new Set(pages.flatMap((page) => (isRef(page) ? page.ref : [])));
  const named = document.dictionary(document.dictionary(document.trailer.get('Root')).get('Dests'));
  return pages.flatMap((page, n) => {
    const dictionary = document.dictionary(page);
    const links = document.list(dictionary.get('Annots'));
    const findings = links.flatMap((link) => {
      const own = document.dictionary(link);
      const number = isRef(link) ? link.ref : 0;
      const problems: string[] = [];
      const must = (holds: boolean, rule: string, text: string): void =>
        void (holds || problems.push(`${rule} page ${n + 1}: annotation ${number} ${text}`));
      must(nameOf(own.get('Subtype')) === 'Link', '7.18.1-1', 'is no link');
      must((textOf(own.get('Contents')) ?? '').trim() !== '', '7.18.5-2', 'does not say where it leads');
      const parent = tree.parents.get(own.get('StructParent') as number);
      const element = isRef(parent) ? tree.byNumber.get(parent.ref) : undefined;
      must(element?.type === 'Link', '7.18.5-1', `stands in ${element?.type}`);
      must(element?.objects.includes(number) ?? false, '7.18.5-1', 'is not listed in its element');
      const name = nameOf(own.get('Dest'));
      const place = name === undefined ? own.get('Dest') : named.get(name);
      const [target] = document.list(place);
      const leads = own.has('A') || (isRef(target) && known.has(target.ref));
      must(leads, '12.3.2', `leads nowhere: ${name}`);
      return problems;
    });
    const isOrdered = links.length === 0 || nameOf(dictionary.get('Tabs')) === 'S';
    return isOrdered ? findings : [...findings, `7.18.3-1 page ${n + 1}: the order of its links is not said`];
  });
}

function checkOutline(document: Document, catalog: Dictionary, pages: readonly Value[]): string[] {
  const known = new Set(pages.flatMap((page) => (isRef(page) ? page.ref : [])));
  const findings: string[] = [];
  const walk = (first: Value | undefined): void => {
    for (let at = first; isRef(at); at = document.dictionary(at).get('Next')) {
      const entry = document.dictionary(at);
      const [page] = document.list(entry.get('Dest'));
      if ((textOf(entry.get('Title')) ?? '').trim() === '')
        findings.push('12.3.3 an entry of the outline has no title');
      if (!isRef(page) || !known.has(page.ref)) findings.push('12.3.3 an entry of the outline leads nowhere');
      walk(entry.get('First'));
    }
  };
  const outline = document.dictionary(catalog.get('Outlines'));
  if (!outline.has('First')) findings.push('12.3.3 there is no outline');
  walk(outline.get('First'));
  return findings;
}
