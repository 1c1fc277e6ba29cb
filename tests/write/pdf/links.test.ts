import { describe, expect, it } from 'vitest';
import { describeLinks } from '../../../build/write/pdf/links.ts';
import { readDictionary, readText } from '../../../build/write/pdf/value.ts';
import { madeFile } from '../../support/made-pdf.ts';

describe('links', () => {
  it('say where they lead: a slide by its words, an address, or else an id', () => {
    const file = madeFile({
      1: '<</Type /Catalog /Pages 5 0 R>>',
      3: '<</Type /Page /Annots [10 0 R 11 0 R 12 0 R 13 0 R]>>',
      5: '<</Type /Pages /Kids [3 0 R]>>',
      10: '<</Type /Annot\n/Subtype /Link\n/Dest /%E5%BC%80>>',
      11: '<</Type /Annot\n/Subtype /Link\n/A <</Type /Action\n/S /URI\n/URI (https://example.org/a\\(b\\))>>\n/StructParent 4>>',
      12: '<</Type /Annot\n/Subtype /Link\n/Dest /other>>',
      13: '<</Type /Annot\n/Subtype /Text>>',
    });
    describeLinks(file, new Map([['开', 'Slide 3: 开放']]));
    const said = [10, 11, 12, 13].map((number) =>
      readText(readDictionary(file.objects.get(number)?.text ?? '').get('Contents') ?? ''),
    );
    expect(said).toEqual(['Slide 3: 开放', 'https://example.org/a(b)', 'other', '']);
  });
});
