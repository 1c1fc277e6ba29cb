#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type ChartFormat, chartFormats } from './chart-file.ts';
import { type Check, checks } from './check/rules.ts';
import { type HandoutStyle, handoutStyles } from './model/config.ts';
import { type Diagnostic, format, hasErrors, placeOf } from './model/diagnostic.ts';
import { positionOf } from './model/source.ts';
import { type Artefact, openProject } from './project.ts';
import { unpackDeck } from './unpack.ts';
import { endAll } from './write/ending.ts';
import { openLibrary } from './write/library.ts';
import { openStatus } from './write/status.ts';

/** The package's folder, which holds lib/ and templates/. */
const home = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Tells a person at a terminal what is being done. */
const status = openStatus(process.stderr);

interface BuildFlags {
  readonly out: string;
  readonly pdf: boolean;
  readonly steps?: true;
  readonly png?: true;
  readonly slides?: readonly string[];
  readonly handout?: HandoutStyle | false;
  readonly public?: true;
  readonly source: boolean;
  readonly json?: true;
  readonly trustHtml?: true;
}

async function build(flags: BuildFlags): Promise<number> {
  const started = performance.now();
  const project = openProject({ root: process.cwd(), home, env: process.env });
  const result = await project.build({
    out: flags.out,
    pdf: flags.pdf,
    steps: flags.steps ?? false,
    images: flags.png ? (flags.slides ?? 'all') : undefined,
    handout: flags.handout || undefined,
    noHandout: flags.handout === false,
    isPublic: flags.public ?? false,
    source: flags.source,
    trustHtml: flags.trustHtml ?? false,
    progress: status.show,
  });
  status.clear();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  if (flags.json) {
    const diagnostics = result.diagnostics.map(plainDiagnostic);
    console.log(JSON.stringify({ slides: result.slides, artefacts: result.artefacts, diagnostics }, null, 2));
  } else {
    tell(result.diagnostics);
    if (result.artefacts.length === 0) console.error(`Nothing was written; ${flags.out}/ is as it was.`);
    else {
      console.error(
        `${plural(result.slides, 'slide')} in ${seconds} s: ${listed(result.artefacts).join(', ')}`,
      );
    }
  }
  return hasErrors(result.diagnostics) ? 1 : 0;
}

function unpack(deck: string, folder: string): number {
  const { version } = openLibrary(join(home, 'lib'));
  const { diagnostics, files } = unpackDeck({ root: process.cwd(), deck, folder, version });
  tell(diagnostics);
  if (files > 0) console.error(`${plural(files, 'file')} in ${folder}`);
  return hasErrors(diagnostics) ? 1 : 0;
}

async function take(deck: string, slides: readonly string[]): Promise<number> {
  const project = openProject({ root: process.cwd(), home, env: process.env });
  const { diagnostics, taken } = await project.take({ deck, slides, progress: status.show });
  status.clear();
  tell(diagnostics);
  if (taken) {
    console.error(`${plural(taken.ids.length, 'slide')} in ${taken.path}: ${taken.ids.join(', ')}`);
    if (taken.added.length > 0) console.error(`With: ${taken.added.join(', ')}`);
    for (const [from, to] of taken.renamed) console.error(`Called ${to} here: ${from}`);
  } else console.error('Nothing was written; the talk is as it was.');
  return taken ? 0 : 1;
}

interface CheckFlags {
  readonly only?: readonly Check[];
  readonly strict?: true;
  readonly json?: true;
  readonly trustHtml?: true;
}

async function check(flags: CheckFlags): Promise<number> {
  const project = openProject({ root: process.cwd(), home, env: process.env });
  const diagnostics = await project.check({
    only: flags.only ?? checks,
    strict: flags.strict ?? false,
    progress: status.show,
    trustHtml: flags.trustHtml ?? false,
  });
  status.clear();
  if (flags.json) console.log(JSON.stringify({ diagnostics: diagnostics.map(plainDiagnostic) }, null, 2));
  else if (diagnostics.length === 0) console.error('Nothing to mend.');
  else tell(diagnostics);
  return hasErrors(diagnostics) ? 1 : 0;
}

interface ChartFlags {
  readonly output: string;
  readonly json?: true;
}

async function chart(spec: string, { output, json }: ChartFlags, format: ChartFormat): Promise<number> {
  const project = openProject({ root: process.cwd(), home, env: process.env });
  const diagnostics = await project.chart({ spec, out: output, format, progress: status.show });
  status.clear();
  if (json) console.log(JSON.stringify({ diagnostics: diagnostics.map(plainDiagnostic) }, null, 2));
  else tell(diagnostics);
  return hasErrors(diagnostics) ? 1 : 0;
}

/** Files with their sizes; the pictures as one. */
function listed(artefacts: readonly Artefact[]): string[] {
  const pictures = artefacts.filter(({ path }) => path.endsWith('.png'));
  const bytes = pictures.reduce((sum, { size }) => sum + size, 0);
  const [first] = pictures;
  const sum = first
    ? [`${plural(pictures.length, 'picture')} in ${dirname(first.path)}/ (${(bytes / 1e6).toFixed(1)} MB)`]
    : [];
  const others = artefacts.filter((artefact) => !pictures.includes(artefact));
  return [...others.map(({ path, size }) => `${path} (${Math.round(size / 1000)} kB)`), ...sum];
}

function checkNames(text: string): Check[] {
  return text.split(',').map((name) => {
    const known = checks.find((candidate) => candidate === name.trim());
    if (!known) throw new InvalidArgumentError(`There are: ${checks.join(', ')}.`);
    return known;
  });
}

function handoutStyle(text: string): HandoutStyle {
  const known = handoutStyles.find((candidate) => candidate === text);
  if (!known) throw new InvalidArgumentError(`There are: ${handoutStyles.join(', ')}.`);
  return known;
}

function slideIds(text: string): string[] {
  const ids = text.split(',').flatMap((id) => id.trim() || []);
  if (ids.length === 0) throw new InvalidArgumentError('Name slides by their ids, separated by commas.');
  return ids;
}

/** Prints diagnostics and how many there are. */
function tell(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) console.error(format(diagnostic));
  const count = (severity: string): number => diagnostics.filter((d) => d.severity === severity).length;
  const tally = [plural(count('error'), 'error'), plural(count('warning'), 'warning')]
    .filter(Boolean)
    .join(', ');
  if (tally !== '') console.error(`\n${tally}`);
}

function plural(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function plainDiagnostic({ at, ...rest }: Diagnostic): object {
  return typeof at === 'string'
    ? { ...rest, file: at }
    : { ...rest, file: at.source.path, ...positionOf(at), place: placeOf(at) };
}

// the same dates in charts on every machine
process.env.TZ = 'UTC';

const program = new Command('lectern')
  .description('Compiles a talk: Markdown slides and Vega-Lite charts to a self-contained deck and a PDF.')
  .exitOverride();

program
  .command('build')
  .description('write dist/index.html, dist/slides.pdf and dist/handout.pdf')
  .option('-o, --out <folder>', 'write into this folder', 'dist')
  .option('--no-pdf', 'write no PDF; no browser is needed')
  .option('--steps', 'give slides.pdf a page for each step of a slide')
  .option('--png', 'take pictures too: of each slide, of all on one sheet, and a card for links')
  .option('--slides <ids>', 'take pictures of these slides alone, with --png', slideIds)
  .option('--handout <style>', `how the handout shows the slides: ${handoutStyles.join(', ')}`, handoutStyle)
  .option('--no-handout', 'write no handout')
  .option('--public', 'leave out notes and drafts')
  .option('--no-source', 'have index.html carry no source')
  .option('--json', 'print diagnostics and files as JSON on stdout')
  .option('--trust-html', 'keep raw HTML in slides as it is; only for decks you trust')
  .action(async (flags: BuildFlags, command: Command) => {
    if (flags.slides && !flags.png)
      command.error('error: --slides says what --png takes pictures of; add --png');
    process.exitCode = await build(flags);
  });

program
  .command('check')
  .description('say what an audience would miss in the talk')
  .option('--only <kinds>', `what to look at: ${checks.join(', ')}`, checkNames)
  .option('--strict', 'count warnings as errors')
  .option('--json', 'print diagnostics as JSON on stdout')
  .option('--trust-html', 'keep raw HTML in slides as it is; only for decks you trust')
  .action(async (flags: CheckFlags) => {
    process.exitCode = await check(flags);
  });

program
  .command('chart')
  .description('write one chart of the talk to a file')
  .argument('<spec>', 'its spec, such as charts/output.vl.json')
  .requiredOption('-o, --output <file>', `the file: ${chartFormats.map((format) => `.${format}`).join(', ')}`)
  .option('--json', 'print diagnostics as JSON on stdout')
  .action(async (spec: string, flags: ChartFlags, command: Command) => {
    const format = chartFormats.find((known) => flags.output.toLowerCase().endsWith(`.${known}`));
    if (!format)
      command.error(`error: a chart is written as one of ${chartFormats.join(', ')}; name the file so`);
    else process.exitCode = await chart(spec, flags, format);
  });

program
  .command('unpack')
  .description('get the source of a deck back out of its index.html')
  .argument('<deck>', 'the deck, such as index.html')
  .argument('<folder>', 'where to put it: a folder that is empty or new')
  .action((deck: string, folder: string) => {
    process.exitCode = unpack(deck, folder);
  });

program
  .command('take')
  .description('add slides of somebody’s deck to this talk, with charts, data, images and references')
  .argument('<deck>', 'their index.html')
  .requiredOption('--slides <ids>', 'the ids of the slides, separated by commas', slideIds)
  .action(async (deck: string, { slides }: { readonly slides: readonly string[] }) => {
    process.exitCode = await take(deck, slides);
  });

// what was begun is undone before the end
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => {
    status.clear();
    void endAll().finally(() => process.exit(128 + number));
  });
}

try {
  await program.parseAsync();
} catch (problem) {
  status.clear();
  if (problem instanceof CommanderError) {
    process.exitCode = problem.exitCode === 0 ? 0 : 2;
  } else {
    console.error(
      `This is a fault of Lectern, not of your talk; please report it.\n${(problem as Error).stack}`,
    );
    process.exitCode = 1;
  }
}
