import { expect, it } from 'vitest';
import { diagnose } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import type { Documents } from '../../build/write/documents.ts';
import { printDocuments } from '../../build/write/print.ts';
import type { Printer } from '../../build/write/printer.ts';
import { aboutNothing } from '../support/pdf.ts';

const picture = { document: '', size: { width: 1, height: 1 } };
const documents: Documents = {
  screen: '',
  print: '',
  printSteps: '',
  handout: '',
  slides: 1,
  steps: 1,
  ids: ['one'],
  stepIds: ['one'],
  places: new Map(),
  families: undefined,
  uncovered: new Set(),
  lacksGlyphs: false,
  screenOf: () => '',
  shown: new Map(),
  alone: () => '',
  contactSheet: () => picture,
  card: picture,
};

function neverAsked(): never {
  throw new Error('nothing but printing is asked for');
}

function printing(text: string): Printer {
  const job = { pdf: Buffer.from(text, 'latin1'), undrawn: [], overflows: [] };
  return { use: async () => neverAsked(), attempt: async () => job, close: async () => undefined };
}

it.each([
  ['%PDF-1.7 in another way', 'the PDF has no table of its objects'],
  [
    'xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R /Info 2 0 R>>\nstartxref\n0\n%%EOF\n',
    'the PDF is not tagged',
  ],
])('a PDF that cannot be read is told, and none is written', async (text, why) => {
  const options = { steps: false, about: aboutNothing, progress: () => undefined };
  const { files, diagnostics } = await printDocuments(documents, printing(text), options);
  expect(diagnostics[0]).toEqual(diagnose('slides.pdf', messages.pdfUnreadable('slides.pdf', why)));
  expect(files.size).toBe(0);
});
