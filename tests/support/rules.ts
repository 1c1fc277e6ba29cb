import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, diagnose, format } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { home } from './project.ts';

const folder = join(home, 'build/model/messages');

/** The catalogue's rules by what they are of, in its order. */
export function rulesByPart(): Map<string, string[]> {
  const catalogue = readFileSync(`${folder}.ts`, 'utf8');
  const seen = new Set<string>();
  const parts = [...catalogue.matchAll(/^ {2}\.\.\.(\w+),$/gm)].map(([, part = '']): [string, string[]] => {
    const text = readFileSync(join(folder, `${part}.ts`), 'utf8');
    const heading = new RegExp(`/\\*\\* (.*)\\. \\*/\nexport const ${part} `).exec(text)?.[1] ?? part;
    const rules = [...text.matchAll(/\b(?:error|warning)\(\s*'([\w-]+)'/g)].map(([, rule = '']) => rule);
    return [heading, rules.filter((rule) => !seen.has(rule) && seen.add(rule))];
  });
  return new Map(parts);
}

/** What is told of each rule, as an author sees it: from the golden decks, or made up where none of them breaks it. */
export function examplesByRule(): Map<string, string> {
  const examples = new Map<string, string>();
  const add = (text: string): void => {
    const rule = /^.*? (?:error|warning) ([\w-]+): /.exec(text)?.[1] ?? text;
    const known = examples.get(rule);
    // one that says how to mend it is better than one that does not
    if (known === undefined || (!known.includes('\n       = ') && text.includes('\n       = ')))
      examples.set(rule, text);
  };
  for (const deck of readdirSync(join(home, 'tests/decks'))) {
    for (const name of ['diagnostics.txt', 'check.txt']) {
      const file = join(home, 'tests/decks', deck, 'expected', name);
      if (existsSync(file)) readFileSync(file, 'utf8').trim().split('\n\n').forEach(add);
    }
  }
  for (const diagnostic of elsewhere) {
    if (!examples.has(diagnostic.rule)) add(format(diagnostic));
  }
  return examples;
}

/** What no golden deck can break: it takes a browser, a full disk, another deck or a theme. */
const elsewhere: readonly Diagnostic[] = [
  diagnose('slides/deck.yaml', messages.fileMissing('slides/references.yaml')),
  diagnose('charts/data/all.csv', messages.fileTooLarge('charts/data/all.csv')),
  diagnose('charts/data/all.csv', messages.fileUnreadable('charts/data/all.csv', 'permission denied')),
  diagnose('talk', messages.newRefused('the folder is not empty, it holds notes.txt')),
  diagnose('slides/90.md:1:1', messages.slidesMany(12_000, 10_000)),
  diagnose('slides/10.md:5:1', messages.includeMany(1000)),
  diagnose('slides/95.md:2:9', messages.referencesTwice('slides/90.md:2:9')),
  diagnose('slides/deck.yaml', messages.talkUnknown('shrt', 'short', ['default', 'short'])),
  diagnose('charts/output.vl.json', messages.specIncomplete('mark', 'The spec')),
  diagnose('charts/output.vl.json', messages.chartSlow(10)),
  diagnose('charts/output.vl.json', messages.chartMemory(2000)),
  diagnose('charts/output.vl.json', messages.chartLarge(61e6, 50e6)),
  diagnose('charts/output.vl.json', messages.chartsSlow(10)),
  diagnose('charts/output.vl.json', messages.chartFailed('Unrecognized function: growth')),
  diagnose('charts/data/output.xls', messages.dataFormat('charts/data/output.xls')),
  diagnose('charts/data/output.csv:7:1', messages.dataSyntax('a quote is not closed')),
  diagnose('charts/data/output.csv:1:1', messages.dataRows(500_000)),
  diagnose('charts/data/output.csv:1:1', messages.dataColumnDuplicate('year')),
  diagnose('templates/layouts/quote.html:3:1', messages.templateUnsafe('<script>')),
  diagnose('templates/layouts/quote.html:3:6', messages.templateAddress('src', 'https://example.org/a.png')),
  diagnose(
    'templates/layouts/quote.html:3:7',
    messages.templateSlotAttribute('acepts', 'accepts', ['name', 'accepts', 'arity', 'fill']),
  ),
  diagnose('.', messages.watchFailed('ENOSPC: System limit for number of file watchers reached')),
  diagnose('.', messages.portTaken(4747, false)),
  diagnose('--host 192.168.1.2', messages.hostUnknown('192.168.1.2', ['127.0.0.1', '192.168.1.20', '::1'])),
  diagnose('--host 192.168.1.20', messages.hostShared()),
  diagnose('slides.pdf', messages.browserMissing('slides.pdf')),
  diagnose('slides.pdf', messages.browserFailed('slides.pdf', 'Protocol error (Page.printToPDF)')),
  diagnose('slides.pdf', messages.browserUseless('slides.pdf', '/usr/bin/chromium', 'it does not start')),
  diagnose('slides.pdf', messages.browserOld('slides.pdf', 'Chrome 120', 131)),
  diagnose('slides.pdf', messages.browserUnpack('slides.pdf', '~/.cache/lectern', 'no space left')),
  diagnose('slides.pdf', messages.browserFolder('slides.pdf', '/tmp', 'no space left')),
  diagnose('slides.pdf', messages.browserCrashed('slide “map”', 'its page crashed')),
  diagnose('slides.pdf', messages.browserHung('slide “map”', 30)),
  diagnose('dist', messages.filesOlder(['slides.pdf', 'handout.pdf'])),
  diagnose('slides', messages.slideUnknown('covr', 'cover')),
  diagnose('slides.pdf', messages.pdfUnreadable('slides.pdf', 'it has no structure')),
  diagnose('slides.pdf', messages.pdfPages(13, 12)),
  diagnose(
    'index.html',
    messages.budgetExceeded('index.html', 3.1e6, 2e6, [{ name: 'sky.jpg', bytes: 2.2e6 }]),
  ),
  diagnose('slides/10.md:9:1', messages.imageUndrawn('map', 'The river and its towns')),
  diagnose('slides/10.md:9:1', messages.chartUndrawn('output', 'Output by year')),
  diagnose('index.html', messages.requestFailed('https://example.org/font.woff2')),
  diagnose('slides/10.md:15:1', messages.notesClipped('cover', 'a_very_long_name_of_a_variable')),
  diagnose('templates/theme.css', messages.fontUnread('Own Sans')),
  diagnose('slides.pdf', messages.fontFallback('DejaVu Sans', 'slides.pdf', 4)),
  diagnose('slides/10.md:1:1', messages.parityText('claim', 'slides.pdf', ['14 in the tenth'])),
  diagnose('slides/10.md:1:1', messages.parityLink('claim', '#chart', 'not in slides.pdf')),
  diagnose('slides/10.md:1:1', messages.parityFigure('chart', 'Primes in each hundred', 'slides.pdf')),
  diagnose('slides/10.md:1:1', messages.parityRaster('chart', 'slides.pdf')),
  diagnose('slides.pdf', messages.pageEmpty(5)),
  diagnose('dist', messages.outRefused('it holds notes.txt, which Lectern has not made')),
  diagnose('dist', messages.outBusy(4711, '~/.cache/lectern/locks/dist-4711-0a1b2c3d')),
  diagnose('dist', messages.writeFailed('ENOSPC: no space left on device')),
  diagnose('slides/a:b.md', messages.sourceUnnameable('slides/a:b.md', 'some systems do not allow “:”')),
  diagnose('theirs.html', messages.deckUnreadable('there is no such file')),
  diagnose('theirs.html', messages.deckForeign()),
  diagnose('theirs.html', messages.sourceMissing()),
  diagnose('theirs.html', messages.sourceDamaged('the file breaks off')),
  diagnose('theirs.html', messages.sourceTooLarge(200e6)),
  diagnose('theirs.html', messages.sourcePath('../.profile', 'it leads out of the folder')),
  diagnose('theirs.html', messages.sourceVersion('0.2.0', '0.1.0')),
  diagnose('theirs.html', messages.takeImpossible('map')),
  diagnose('theirs.html!slides/10.md:7:1', messages.takeUnsafe('<script> is not allowed in slides')),
  diagnose('talk', messages.folderTaken(['notes.txt'])),
];
