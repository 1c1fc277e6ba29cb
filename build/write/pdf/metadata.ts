import { escapeHtml } from '../../model/escape.ts';
import type { PdfAbout } from '../../model/pdf-about.ts';
import { addObject, dictionaryAt, type PdfFile, replaceDictionary } from './file.ts';
import { readText, writeText } from './value.ts';

const creator = 'Lectern';

/** Says what the PDF is, in its information dictionary and, as XMP, in its catalog (ISO 14289-1, 5 and 7.1). */
export function describeFile(file: PdfFile, about: PdfAbout): void {
  const { title, subtitle, authors, keywords, lang, date } = about;
  const info = dictionaryAt(file, file.info);
  const producer = readText(info.get('Producer') ?? '');
  const texts: Record<string, string | undefined> = {
    Title: title,
    Author: authors.join(', '),
    Subject: subtitle,
    Keywords: keywords.join(', '),
    Creator: creator,
  };
  for (const [key, text] of Object.entries(texts)) {
    if (text) info.set(key, writeText(plain(text)));
    else info.delete(key);
  }
  for (const key of ['CreationDate', 'ModDate']) {
    if (date) info.set(key, `(D:${date.toISOString().replace(/\D/g, '').slice(0, 14)}+00'00')`);
    else info.delete(key);
  }
  replaceDictionary(file, file.info, info);

  const stream = Buffer.from(xmp(about, producer));
  const text = `<</Type /Metadata /Subtype /XML /Length ${stream.length}>>`;
  const catalog = dictionaryAt(file, file.root);
  catalog
    .set('Metadata', `${addObject(file, { text, stream })} 0 R`)
    .set('Lang', writeText(lang))
    .set('MarkInfo', '<</Marked true>>')
    .set('ViewerPreferences', '<</DisplayDocTitle true>>');
  replaceDictionary(file, file.root, catalog);
}

/** The Extensible Metadata Platform's packet (ISO 16684-1), readable in the file as it stands. */
function xmp({ title, subtitle, authors, keywords, lang, date }: PdfAbout, producer: string): string {
  const list = (kind: 'Seq' | 'Bag', texts: readonly string[]): string =>
    `<rdf:${kind}>${texts.map((text) => `<rdf:li>${escapeXml(text)}</rdf:li>`).join('')}</rdf:${kind}>`;
  const inLanguages = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li><rdf:li xml:lang="${escapeXml(lang)}">${escapeXml(text)}</rdf:li></rdf:Alt>`;
  const time = date?.toISOString().replace(/\.\d+/, '');
  const properties: [string, string | undefined][] = [
    ['dc:format', 'application/pdf'],
    ['dc:title', inLanguages(title)],
    ['dc:creator', authors.length > 0 ? list('Seq', authors) : undefined],
    ['dc:description', subtitle && inLanguages(subtitle)],
    ['dc:subject', keywords.length > 0 ? list('Bag', keywords) : undefined],
    ['dc:language', list('Bag', [lang])],
    ['pdf:Keywords', escapeXml(keywords.join(', '))],
    ['pdf:Producer', escapeXml(producer)],
    ['xmp:CreatorTool', creator],
    ['xmp:CreateDate', time],
    ['xmp:ModifyDate', time],
    ['pdfuaid:part', '1'],
  ];
  const written = properties.flatMap(([name, value]) => (value ? `<${name}>${value}</${name}>` : []));
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
${written.join('\n')}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

/** Without characters that XML 1.0 does not have. */
function plain(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

function escapeXml(text: string): string {
  return escapeHtml(plain(text));
}
