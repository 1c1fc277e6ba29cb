import { separateArtefacts } from './artefacts.ts';
import { readPdf, writePdf } from './file.ts';
import { describeLinks } from './links.ts';
import { describeFile, type PdfAbout } from './metadata.ts';
import { repairStructure } from './structure.ts';
import { readTree, writeTree } from './tree.ts';

/** Finishes what Chrome leaves open in a PDF, so that it is PDF/UA-1 (ISO 14289-1). */
export async function finishPdf(pdf: Uint8Array, about: PdfAbout): Promise<Uint8Array> {
  const file = readPdf(pdf);
  const elements = readTree(file);
  await separateArtefacts(file, elements);
  repairStructure(file, elements);
  writeTree(file, elements);
  describeLinks(file, about.targets);
  describeFile(file, about);
  return writePdf(file);
}
