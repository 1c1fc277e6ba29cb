import type { PdfAbout } from '../model/pdf-about.ts';
import type { Talk } from '../model/talk.ts';
import { plainText } from '../model/text.ts';

/** What the PDFs of a talk say of themselves. */
export function aboutTalk(talk: Talk, date: Date | undefined): PdfAbout {
  return { ...talk.deck.config, date, targets: targetWords(talk) };
}

/** What lies behind a link, in words, by the id that it leads to: slides, references, what claims rest on. */
export function targetWords(talk: Talk): Map<string, string> {
  const pages = talk.pages.map(({ id, number, slide }) => {
    const title = plainText(slide.title, talk.citations);
    return [id, title === '' ? `Slide ${number}` : `Slide ${number}: ${title}`] as const;
  });
  const references = talk.references.map(({ citation: { reference, authorDate } }) => {
    return [`ref-${reference.id}`, `Reference ${authorDate?.full ?? reference.mark}`] as const;
  });
  const sources = talk.evidence.sources.map(
    ({ id, label }) => [`evidence-${id}`, `Evidence ${label}`] as const,
  );
  return new Map([...pages, ...references, ...sources]);
}
