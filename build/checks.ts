import { checkColours } from './check/colours.ts';
import { checkEvidence } from './check/evidence.ts';
import { checkFaults } from './check/faults.ts';
import { checkParity } from './check/parity.ts';
import type { Check } from './check/rules.ts';
import { readSlides } from './check/slides-shown.ts';
import { type Diagnostic, hasErrors } from './model/diagnostic.ts';
import type { Sight } from './model/fault.ts';
import type { TalkFiles } from './model/files.ts';
import type { BuildRecord } from './model/record.ts';
import type { Talk } from './model/talk.ts';
import { slideProvenance } from './render/provenance.ts';
import { aboutTalk } from './resolve/about.ts';
import type { Documents } from './write/documents.ts';
import { inspect } from './write/inspect.ts';
import type { Library } from './write/library.ts';
import { printDocuments } from './write/print.ts';
import { startPrinter } from './write/printer.ts';
import { unpacking } from './write/unpack.ts';

/** A talk without mistakes, and what it takes to look at it. */
export interface CheckedTalk {
  readonly talk: Talk;
  readonly files: TalkFiles;
  readonly record: BuildRecord;
  /** Renders it; `located` slides say where things stand in their files. */
  readonly render: (located?: boolean) => Promise<Documents>;
  readonly library: Library;
  /** What other talks of the deck have shown, and has been looked at; what this one shows is added. */
  readonly looked: Set<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

/** What an audience would miss in the whole talk, as far as these checks look for it. */
export async function runChecks(only: readonly Check[], checked: CheckedTalk): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  if (only.includes('evidence')) found.push(...checkEvidence(checked.talk, checked.files));
  if (only.includes('access')) found.push(...checkColours(checked.talk));
  found.push(...(await checkShown(only, checked)));
  return found;
}

/** Likewise in what a talk shows, which may differ from one talk of a deck to the next. */
export async function checkShown(only: readonly Check[], checked: CheckedTalk): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const sights = (['fit', 'access'] as const).filter((name) => only.includes(name));
  if (sights.length > 0) found.push(...(await checkSights(checked, sights)));
  if (only.includes('parity') && !hasErrors(found)) found.push(...(await checkPrinted(checked)));
  return found;
}

/** What is wrong with the slides as the browser shows them. */
async function checkSights(
  { talk, render, library, looked, env, progress }: CheckedTalk,
  sights: readonly Sight[],
): Promise<Diagnostic[]> {
  const { screenOf, shown, places } = await render(true);
  const ids = [...shown].flatMap(([id, markup]) => (looked.has(markup) ? [] : id));
  for (const markup of shown.values()) looked.add(markup);
  if (ids.length === 0) return [];
  const seen = await inspect(screenOf(ids), {
    sights,
    script: library.inspectScript(),
    places: new Map([...places].filter(([id]) => ids.includes(id))),
    env,
    progress,
    unpacking: () => progress(unpacking),
  });
  return 'rule' in seen ? [seen] : checkFaults(seen, talk);
}

/** Where the PDFs say something else than index.html; both are printed for it, and written nowhere. */
async function checkPrinted({ talk, record, render, env, progress }: CheckedTalk): Promise<Diagnostic[]> {
  const { config } = talk.deck;
  const documents = await render();
  const printer = startPrinter({ env, unpacking: () => progress(unpacking) });
  try {
    const about = aboutTalk(talk, undefined);
    const { files, diagnostics } = await printDocuments(documents, printer, {
      steps: false,
      about,
      progress,
    });
    const [print, handout] = [files.get('slides.pdf'), files.get('handout.pdf')];
    if (!print || !handout) return [...diagnostics];
    progress('Reading the PDFs back');
    const { readBack } = await import('./write/pdf/read-back.ts');
    return checkParity({
      slides: readSlides(documents.screen),
      print: await readBack(print),
      handout: await readBack(handout),
      style: config.handout,
      provenance: slideProvenance(record, config),
      places: documents.places,
    });
  } finally {
    await printer.close();
  }
}
