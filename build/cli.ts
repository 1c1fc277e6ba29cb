#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Artefact, BuildResult } from './build.ts';
import { type ChartFormat, chartFormats } from './chart-file.ts';
import { type Check, checks } from './check/rules.ts';
import { type HandoutStyle, handoutStyles, wholeTalk } from './model/config.ts';
import { type Diagnostic, diagnose, format, hasErrors, placeOf } from './model/diagnostic.ts';
import { messages } from './model/messages.ts';
import { positionOf, span } from './model/source.ts';
import { openProject } from './project.ts';
import { unpackDeck } from './unpack.ts';
import { endAll } from './write/ending.ts';
import { openLibrary } from './write/library.ts';
import { startTalk } from './write/new.ts';
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

async function build(talks: readonly string[], flags: BuildFlags): Promise<number> {
  const started = performance.now();
  const project = openProject({ root: process.cwd(), home, env: process.env });
  const result = await project.build({
    talks,
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
    const slides = result.talks[0]?.slides ?? 0;
    console.log(
      JSON.stringify({ slides, artefacts: result.artefacts, talks: result.talks, diagnostics }, null, 2),
    );
  } else {
    tell(result.diagnostics);
    if (result.artefacts.length === 0) console.error(`Nothing was written; ${flags.out}/ is as it was.`);
    else console.error(summary(result, seconds));
  }
  if (result.diagnostics.some(({ rule }) => rule === 'talk-unknown')) return 2;
  return hasErrors(result.diagnostics) ? 1 : 0;
}

/** What was written: in one line for a talk, in a line for each where there are several to list. */
function summary({ talks, artefacts, isUnchanged }: BuildResult, seconds: string): string {
  const took = isUnchanged ? 'unchanged since the last build' : `in ${seconds} s`;
  const list = artefacts.find(({ path }) => basename(path) === 'talks.html');
  const lines = talks.map(({ name, slides, artefacts: own }) => {
    const place = list ? `${name}, ${plural(slides, 'slide')}` : `${plural(slides, 'slide')} ${took}`;
    return `${place}: ${listed(own).join(', ')}`;
  });
  return [list && `${plural(talks.length, 'talk')} ${took}: ${list.path}`, ...lines]
    .filter(Boolean)
    .join('\n');
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

interface DevFlags {
  readonly port?: number;
  readonly trustHtml?: true;
}

/** The first port to try; the next ones are taken where it is not free. */
const usualPort = 4747;

async function dev({ port, ...flags }: DevFlags): Promise<number> {
  const { serve } = await import('./serve/server.ts');
  const root = process.cwd();
  const project = openProject({ root, home, env: process.env });
  let isReady = false;
  const told = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) tell(diagnostics);
    else if (isReady) console.error('Nothing is wrong any more.');
  };
  const ports = port === undefined ? Array.from({ length: 20 }, (_, n) => usualPort + n) : [port];
  for (const wanted of ports) {
    try {
      const trustHtml = flags.trustHtml ?? false;
      const { address } = await serve({ root, home, project, trustHtml, port: wanted, told });
      isReady = true;
      console.error(`The talk is at ${address} and follows its files. Ctrl+C ends this.`);
      return 0;
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw problem;
      if (wanted !== ports.at(-1)) continue;
      tell([diagnose(`127.0.0.1:${wanted}`, messages.portTaken(wanted, code === 'EACCES'))]);
    }
  }
  return 1;
}

function startNew(folder: string): number {
  const diagnostics = startTalk(home, resolve(folder), folder);
  tell(diagnostics);
  if (hasErrors(diagnostics)) return 1;
  const run = process.env.npm_command === 'exec' ? 'npx lectern' : 'lectern';
  const isHere = resolve(folder) === process.cwd();
  const steps = [
    ...(isHere ? [] : [[`cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`, '']]),
    [`${run} build`, 'writes dist/index.html, to open in a browser, and PDFs'],
    [`${run} dev`, 'shows the talk while you write it'],
    [`${run} check`, 'says what an audience would miss'],
  ];
  const width = Math.max(...steps.map(([command = '']) => command.length));
  const lines = steps.map(([command = '', does = '']) => `  ${command.padEnd(width)}  ${does}`.trimEnd());
  console.error(
    `A talk to write over is in ${isHere ? 'this folder' : folder}. Next:\n\n${lines.join('\n')}`,
  );
  return 0;
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

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('A port is a number up to 65535.');
  return port;
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

/** As editors want it: lines and columns from 1, columns in UTF-16 code units, the end behind what is meant. */
function plainDiagnostic({ at, ...rest }: Diagnostic): object {
  if (typeof at === 'string') return { ...rest, file: at };
  const end = positionOf(span(at.source, at.end));
  const range = { ...positionOf(at), endLine: end.line, endColumn: end.column };
  return { ...rest, file: at.source.path, ...range, place: placeOf(at) };
}

// the same dates in charts on every machine
process.env.TZ = 'UTC';

const { version, engines } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
  version: string;
  engines: { node: string };
};
const oldest = engines.node.replace('>=', '');
if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) < 0) {
  console.error(`Lectern needs Node ${oldest} or newer, and this is ${process.version}.`);
  process.exit(2);
}

const program = new Command('lectern')
  .description(
    'Compiles a talk: Markdown slides and Vega-Lite charts to a self-contained deck and PDFs.\nIt runs in a talk’s folder, the one that holds slides/.',
  )
  .version(version, '-v, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .showHelpAfterError('lectern --help lists what there is.')
  .exitOverride();

program
  .command('new')
  .description('start a talk in a folder, with a sample to write over')
  .argument('<dir>', 'the folder, new or empty')
  .action((folder: string) => {
    process.exitCode = startNew(folder);
  });

program
  .command('build')
  .description(
    'write dist/index.html, dist/slides.pdf and dist/handout.pdf, likewise for each talk in dist/TALK/',
  )
  .argument('[talks...]', `the talks to build, all if none is named; ${wholeTalk} is that of all slides`)
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
  .action(async (talks: string[], flags: BuildFlags, command: Command) => {
    if (flags.slides && !flags.png)
      command.error('error: --slides says what --png takes pictures of; add --png');
    process.exitCode = await build(talks, flags);
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
  .command('dev')
  .description('show the talk in a browser while it is edited')
  .option(
    '--port <number>',
    `serve on this port of 127.0.0.1; ${usualPort} or the next free one if none is named`,
    portNumber,
  )
  .option('--trust-html', 'keep raw HTML in slides as it is; only for decks you trust')
  .action(async (flags: DevFlags) => {
    process.exitCode = await dev(flags);
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
  } else if ((problem as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    console.error('The folder that this runs in is no longer there. Go to another one.');
    process.exitCode = 2;
  } else {
    console.error(
      `This is a fault of Lectern, not of your talk; please report it.\n${(problem as Error).stack}`,
    );
    process.exitCode = 1;
  }
}
