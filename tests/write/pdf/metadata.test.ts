import { describe, expect, it } from 'vitest';
import type { PdfAbout } from '../../../build/model/pdf-about.ts';
import type { PdfFile } from '../../../build/write/pdf/file.ts';
import { describeFile } from '../../../build/write/pdf/metadata.ts';
import { readDictionary, readText, reference } from '../../../build/write/pdf/value.ts';
import { madeFile } from '../../support/made-pdf.ts';
import { aboutNothing } from '../../support/pdf.ts';

function described(about: Partial<PdfAbout>): { file: PdfFile; info: Record<string, string>; xmp: string } {
  const file = madeFile({
    2: '<</Creator (Chromium) /Producer (Skia/PDF) /CreationDate (D:2026) /ModDate (D:2026)>>',
  });
  describeFile(file, { ...aboutNothing, date: undefined, ...about });
  const dictionary = (number: number): Map<string, string> =>
    readDictionary(file.objects.get(number)?.text ?? '');
  const info = Object.fromEntries([...dictionary(2)].map(([key, value]) => [key, readText(value)]));
  const metadata = reference(dictionary(1).get('Metadata')) ?? 0;
  return { file, info, xmp: Buffer.from(file.objects.get(metadata)?.stream ?? []).toString('utf8') };
}

describe('what a PDF says of itself', () => {
  it('is the talk’s title, authors, subtitle, keywords and date, in both of its places', () => {
    const { info, xmp } = described({
      title: 'R&D <rises> "fast"',
      subtitle: 'A – B',
      authors: ['A. One', 'B. Two'],
      keywords: ['chips', '创新'],
      lang: 'zh-Hans',
      date: new Date('2023-04-05T06:07:08Z'),
    });
    expect(info).toEqual({
      Title: 'R&D <rises> "fast"',
      Author: 'A. One, B. Two',
      Subject: 'A – B',
      Keywords: 'chips, 创新',
      Creator: 'Lectern',
      Producer: 'Skia/PDF',
      CreationDate: "D:20230405060708+00'00'",
      ModDate: "D:20230405060708+00'00'",
    });
    const title = 'R&amp;D &lt;rises&gt; &quot;fast&quot;';
    for (const part of [
      `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li><rdf:li xml:lang="zh-Hans">${title}</rdf:li></rdf:Alt></dc:title>`,
      '<dc:creator><rdf:Seq><rdf:li>A. One</rdf:li><rdf:li>B. Two</rdf:li></rdf:Seq></dc:creator>',
      '<dc:subject><rdf:Bag><rdf:li>chips</rdf:li><rdf:li>创新</rdf:li></rdf:Bag></dc:subject>',
      '<pdf:Keywords>chips, 创新</pdf:Keywords>',
      '<xmp:CreateDate>2023-04-05T06:07:08Z</xmp:CreateDate>',
      '<pdfuaid:part>1</pdfuaid:part>',
    ])
      expect(xmp).toContain(part);
  });

  it('has nothing of what the talk does not say', () => {
    const { info, xmp } = described({});
    expect(Object.keys(info).sort()).toEqual(['Creator', 'Producer', 'Title']);
    expect(xmp).not.toMatch(/dc:creator|dc:subject|dc:description|Keywords|Date/);
  });

  it('has no characters that XML cannot have', () => {
    const { xmp } = described({ title: 'a\u0000b\u0008c\ud800d\ufffee😀' });
    expect(xmp).toContain('>abcde😀<');
  });

  it('is readable as it stands, and shown as the title', () => {
    const { file } = described({ lang: 'he' });
    const catalog = file.objects.get(1)?.text ?? '';
    for (const part of ['/Lang (he)', '/MarkInfo <</Marked true>>', '/DisplayDocTitle true'])
      expect(catalog).toContain(part);
    const [metadata = ''] = [...file.objects.values()].flatMap(({ text }) =>
      text.includes('/Metadata /Sub') ? text : [],
    );
    expect(metadata).not.toContain('Filter');
  });
});
