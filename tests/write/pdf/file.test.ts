import { describe, expect, it } from 'vitest';
import { addObject, pagesOf, readPdf, writePdf } from '../../../build/write/pdf/file.ts';
import { openDocument } from '../../support/pdfua/objects.ts';

/** A PDF as Chrome writes it. */
function chromes(objects: readonly string[]): Buffer {
  const parts = ['%PDF-1.4\n'];
  const places = objects.map((object, n) => {
    const at = parts.join('').length;
    parts.push(`${n + 1} 0 obj\n${object}\nendobj\n`);
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = parts.join('').length;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<</Size ${objects.length + 1}\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(parts.join('') + table + trailer, 'latin1');
}

const small = chromes([
  '<</Title (A)>>',
  '<</Type /Catalog\n/Pages 3 0 R>>',
  '<</Type /Pages\n/Kids [4 0 R]>>',
  '<</Type /Page\n/Contents 5 0 R>>',
  '<</Length 8>> stream\nendobj\nf\nendstream',
]);

describe('a PDF', () => {
  it('is read with its streams, whatever they hold', () => {
    const file = readPdf(small);
    expect(file.objects.get(1)?.text).toBe('<</Title (A)>>');
    expect(Buffer.from(file.objects.get(5)?.stream ?? []).toString()).toBe('endobj\nf');
    expect(pagesOf(file)).toEqual([4]);
  });

  it('is written so that another reader finds all of it, and always as the same bytes', async () => {
    const file = readPdf(small);
    for (let n = 0; n < 450; n++) addObject(file, { text: `<</Number ${n}>>` });
    const written = await writePdf(file);
    const document = openDocument(written);
    expect(document.dictionary({ ref: 455 }).get('Number')).toBe(449);
    expect(document.dictionary(document.trailer.get('Root')).get('Pages')).toEqual({ ref: 3 });
    expect(Buffer.compare(written, await writePdf(file))).toBe(0);
  });

  it('that is none, or another’s, is told', () => {
    for (const text of ['', 'not a PDF', '%PDF-1.7\nstartxref\n5\n%%EOF'])
      expect(() => readPdf(Buffer.from(text))).toThrow('the PDF has no table of its objects');
    const moved = Buffer.from(small.toString('latin1').replace('3 0 obj', '9 0 obj'), 'latin1');
    expect(() => readPdf(moved)).toThrow('the PDF’s object 3 is not in its place');
  });
});
