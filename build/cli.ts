#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { chartFormats } from './chart-file.ts';
import { checks } from './check/rules.ts';
import { checkNames, handoutStyle, portNumber, slideIds } from './commands/arguments.ts';
import type { BuildFlags } from './commands/build.ts';
import type { ChartFlags } from './commands/chart.ts';
import type { CheckFlags } from './commands/check.ts';
import { type DevFlags, dev, usualPort } from './commands/dev.ts';
import { type Setting, status } from './commands/terminal.ts';
import { handoutStyles, wholeTalk } from './model/config.ts';
import { endAll } from './write/ending.ts';

/** The package's folder, which holds lib/ and templates/. */
const home = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The folder that one works in may be gone, which is told where it is asked for. */
const setting = (): Setting => ({ home, root: process.cwd(), env: process.env });

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
  .action(async (folder: string) => {
    const { startNew } = await import('./commands/new.ts');
    process.exitCode = startNew(folder, setting());
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
    const { build } = await import('./commands/build.ts');
    process.exitCode = await build(talks, flags, setting());
  });

program
  .command('check')
  .description('say what an audience would miss in the talk')
  .option('--only <kinds>', `what to look at: ${checks.join(', ')}`, checkNames)
  .option('--strict', 'count warnings as errors')
  .option('--watch', 'check again whenever a file of the talk changes')
  .option('--json', 'print diagnostics as JSON on stdout')
  .option('--trust-html', 'keep raw HTML in slides as it is; only for decks you trust')
  .action(async (flags: CheckFlags) => {
    const { check } = await import('./commands/check.ts');
    process.exitCode = await check(flags, setting());
  });

program
  .command('dev')
  .description('show the talk in a browser while it is edited')
  .option(
    '--host <address>',
    'serve on this address of the machine; others can then see and edit the talk, with a token (default: 127.0.0.1)',
  )
  .option(
    '--port <number>',
    `serve on this port; ${usualPort} or the next free one if none is named`,
    portNumber,
  )
  .option('--trust-html', 'keep raw HTML in slides as it is; only for decks you trust')
  .action(async (flags: DevFlags) => {
    process.exitCode = await dev(flags, setting());
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
    else {
      const { chart } = await import('./commands/chart.ts');
      process.exitCode = await chart(spec, flags, format, setting());
    }
  });

program
  .command('unpack')
  .description('get the source of a deck back out of its index.html')
  .argument('<deck>', 'the deck, such as index.html')
  .argument('<folder>', 'where to put it: a folder that is empty or new')
  .action(async (deck: string, folder: string) => {
    const { unpack } = await import('./commands/unpack.ts');
    process.exitCode = unpack(deck, folder, setting());
  });

program
  .command('take')
  .description('add slides of somebody’s deck to this talk, with charts, data, images and references')
  .argument('<deck>', 'their index.html')
  .requiredOption('--slides <ids>', 'the ids of the slides, separated by commas', slideIds)
  .action(async (deck: string, { slides }: { readonly slides: readonly string[] }) => {
    const { take } = await import('./commands/take.ts');
    process.exitCode = await take(deck, slides, setting());
  });

for (const command of program.commands)
  command.showHelpAfterError(`lectern help ${command.name()} lists what there is.`);

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

// a reader that has gone away, such as head, wants no more; what is lost otherwise is told
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') return;
  console.error(`What is printed is lost: ${problem.message}`);
  process.once('exit', () => {
    process.exitCode ||= 1;
  });
});
process.stderr.on('error', () => undefined);

try {
  await program.parseAsync();
} catch (problem) {
  status.clear();
  if (problem instanceof CommanderError) {
    process.exitCode = problem.exitCode === 0 ? 0 : 2;
  } else if ((problem as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    console.error('The folder that this runs in is no longer there. Go to another one.');
    process.exitCode = 2;
  } else if (['EMFILE', 'ENFILE', 'ENOSPC', 'EIO'].includes((problem as NodeJS.ErrnoException).code ?? '')) {
    console.error(`The system does not give what this takes: ${(problem as Error).message}`);
    process.exitCode = 1;
  } else {
    console.error(
      `This is a fault of Lectern, not of your talk; please report it.\n${(problem as Error).stack}`,
    );
    process.exitCode = 1;
  }
}
