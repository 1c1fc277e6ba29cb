import type { PdfAbout } from '../../model/pdf-about.ts';
import { separateArtefacts } from './artefacts.ts';
import { type PdfFile, writePdf } from './file.ts';
import { nameHeads } from './ids.ts';
import { describeLinks } from './links.ts';
import { describeFile } from './metadata.ts';
import { headingsOf, nameOutline } from './outline.ts';
import { repairStructure } from './structure.ts';
import { readTree, writeTree } from './tree.ts';

/** Writes a PDF with what Chrome leaves open in it, so that it is PDF/UA-1 (ISO 14289-1); `document` is what was printed. */
export async function finishPdf(file: PdfFile, about: PdfAbout, document: string): Promise<Uint8Array> {
  const elements = readTree(file);
  await separateArtefacts(file, elements);
  repairStructure(file, elements);
  nameHeads(file, elements);
  writeTree(file, elements);
  const headings = headingsOf(document);
  const named = headings.flatMap(({ id, words }) => (id === undefined ? [] : [[id, words] as const]));
  nameOutline(file, headings);
  describeLinks(file, new Map([...named, ...about.targets]));
  describeFile(file, about);
  return writePdf(file);
}
