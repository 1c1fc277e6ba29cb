import type { Part } from './budget.ts';

/** What is said of a mistake. `rule` is permanent: authors and scripts may rely on it. */
export interface Message {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
}

function error(rule: string, message: string, hint?: string): Message {
  return { rule, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}

function warning(rule: string, message: string, hint?: string): Message {
  return { ...error(rule, message, hint), severity: 'warning' };
}

const quote = (name: string): string => `“${name}”`;
const list = (names: Iterable<string>): string => [...names].join(', ');
/** The near name, and all names where they are few enough to read or nothing is near. */
function meant(near: string | undefined, names: readonly string[], what: string): string {
  const all = `${what}: ${list(names)}`;
  if (near === undefined) return all;
  return names.length > 20 ? `Did you mean ${quote(near)}?` : `Did you mean ${quote(near)}? ${all}`;
}

/** `1.2 MB` or `340 kB` */
function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The first few of some texts, quoted, and how many more there are. */
function few(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => quote(text.trim().slice(0, 40)));
  return texts.length > 3 ? `${list(shown)} and ${texts.length - 3} more` : list(shown);
}

/** What a message says of something on a slide. */
export interface Shown {
  /** The page's id; undefined for what stands around the slides. */
  readonly slide: string | undefined;
  /** How many steps have been taken. */
  readonly step: number;
  readonly element: string;
  readonly words: string;
  /** How many more there are like it in the same place, and on how many other slides. */
  readonly more: number;
  readonly others: number;
}

/** `“Its words” (p.kicker)` */
function thing({ element, words }: Shown): string {
  return words === '' ? element : `${quote(words)} (${element})`;
}

/** `on slide “id” at step 2 and 3 more slides (1 more like it)` */
function where({ slide, step, more, others }: Shown): string {
  const like = more === 0 ? '' : ` (${more} more like it)`;
  if (slide === undefined) return `around the slides${like}`;
  const at = step === 0 ? '' : ` at step ${step}`;
  const also = others === 0 ? '' : ` and ${others} more slide${others === 1 ? '' : 's'}`;
  return `on slide ${quote(slide)}${at}${also}${like}`;
}

const otherBrowser =
  'LECTERN_BROWSER=path names another browser; build --no-pdf and check --only evidence do without.';
const brokenDown = `Look for something unusual there, such as a huge image, or for a machine short of memory. ${otherBrowser}`;

/** How to mend what a program that is no use as a browser said. */
function uselessHint(why: string): string {
  if (/sandbox|namespace/i.test(why))
    return 'Its sandbox needs user namespaces. Allow them (on Ubuntu with an AppArmor profile for this program), or name an installed Chrome, which brings its sandbox along: LECTERN_BROWSER=/opt/google/chrome/chrome.';
  if (/space|temporary directory/i.test(why))
    return 'Make room for temporary files, or set TMPDIR to another folder.';
  if (/too many open files|EMFILE/i.test(why)) return 'Allow this shell more open files: ulimit -n 1024.';
  return `Chrome, Chromium and Edge can. ${otherBrowser}`;
}

/** Every text that an author can be shown, in one place. */
export const messages = {
  // files
  fileMissing: (path: string) =>
    error('file-missing', `There is no file ${quote(path)}`, 'Check the name and the folder.'),
  notUtf8: (line: number) =>
    error('not-utf8', `This file is not UTF-8 (line ${line})`, 'Save it with the encoding UTF-8.'),
  pathOutside: (path: string) =>
    error(
      'path-outside',
      `${quote(path)} leaves the talk's folder`,
      'Copy the file into the talk and link to it there.',
    ),
  urlRemote: (url: string) =>
    error(
      'url-remote',
      `${quote(url)} is a remote address; nothing is fetched`,
      'Save a copy inside the talk and link to that.',
    ),
  onlyDrafts: () =>
    error(
      'no-slides',
      'All slides of this talk are drafts, and a build for the public has none',
      'Take “draft: true” out of those that are ready.',
    ),
  noSlides: () =>
    error(
      'no-slides',
      'This folder has no slides',
      'Put Markdown files into slides/, or run lectern in a talk.',
    ),

  // YAML and fields
  yamlSyntax: (text: string) =>
    error(
      'yaml-syntax',
      `This YAML cannot be read: ${text}`,
      'Look for a missing quote, bracket or indentation at or above this place.',
    ),
  fieldUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('field-unknown', `There is no field ${quote(name)}`, meant(near, known, 'Fields')),
  fieldMissing: (name: string) => error('field-missing', `The field ${quote(name)} is missing`),
  fieldInvalid: (name: string, problem: string) =>
    error('field-invalid', `The field ${quote(name)}: ${problem}`),
  fieldsExpected: (name: string) =>
    error(
      'field-invalid',
      `The field ${quote(name)}: must hold fields of its own`,
      'Write them as name: value, in YAML without a hyphen in front, in JSON in braces.',
    ),
  seriesUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error(
      'series-unknown',
      `deck.yaml has no series ${quote(name)}`,
      known.length > 0 ? meant(near, known, 'Series') : 'Add it under series: in deck.yaml.',
    ),
  panelWithoutSeries: () =>
    error('panel-series', 'A slide with a panel number needs its series', 'Add series: to the front matter.'),

  // slides
  separatorText: () =>
    error(
      'separator-text',
      'Text stands directly above ---, which makes it a heading instead of ending the slide',
      'Put a blank line above ---.',
    ),
  separatorGlued: () =>
    error(
      'separator-glued',
      'Text stands directly below ---, and it is not YAML front matter',
      'Put a blank line below ---, or end the front matter with another ---.',
    ),
  frontMatterOpen: () =>
    error('front-matter-open', 'This front matter is never closed', 'End it with a line ---.'),
  idDuplicate: (id: string, first: string) =>
    error(
      'id-duplicate',
      `The id ${quote(id)} is already taken at ${first}`,
      'Give one of the two another id.',
    ),
  idInvalid: (id: string) =>
    error(
      'id-invalid',
      `${quote(id)} cannot be an id`,
      'Use small letters, digits and hyphens, with a letter first; ids that start with “ref-” are taken by references.',
    ),
  minutesOver: (planned: number, total: number) =>
    warning(
      'minutes-over',
      `The slides' minutes add up to ${planned}, and the talk has ${total}`,
      'Give slides fewer minutes, or the talk more.',
    ),
  titleMissing: () =>
    error(
      'title-missing',
      'This slide has no title',
      'Start it with a heading (# …) or set title: in its front matter.',
    ),
  layoutUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('layout-unknown', `There is no layout ${quote(name)}`, meant(near, known, 'Layouts')),
  slotUnknown: (name: string, layout: string, near: string | undefined, known: readonly string[]) =>
    error('slot-unknown', `Layout ${quote(layout)} has no slot ${quote(name)}`, meant(near, known, 'Slots')),
  slotMissing: (name: string, layout: string, accepts: Iterable<string>) =>
    error(
      'slot-missing',
      `Layout ${quote(layout)} needs something in its slot ${quote(name)}`,
      `It takes: ${list(accepts)}`,
    ),
  slotSurplus: (name: string, layout: string, count: number, known: readonly string[]) =>
    error(
      'slot-surplus',
      `The slot ${quote(name)} of layout ${quote(layout)} takes one thing, and here are ${count}`,
      `Slots of this layout: ${list(known)}`,
    ),
  slotKind: (name: string, layout: string, kind: string, accepts: Iterable<string>) =>
    error(
      'slot-kind',
      `A ${kind} cannot stand in the slot ${quote(name)} of layout ${quote(layout)}`,
      `It takes: ${list(accepts)}`,
    ),
  directiveUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error(
      'directive-unknown',
      `There is no directive ${quote(`:${name}`)}`,
      meant(near, known, 'Directives'),
    ),
  directiveArguments: (name: string, usage: string) =>
    error(
      'directive-arguments',
      `The directive ${quote(`:${name}`)} lacks its argument`,
      `Write it as ${usage}`,
    ),
  directiveText: (name: string) =>
    error(
      'directive-text',
      `The directive ${quote(`:${name}`)} has no text`,
      `Write what the slide shows in brackets: :${name}[…]{…}.`,
    ),
  directiveLine: (line: string) =>
    error(
      'directive-line',
      `${quote(line)} is neither a line :::name nor a line ::: that closes one`,
      'Open with :::name and close with :::, and nothing else on those lines.',
    ),
  directiveOpen: (name: string) =>
    error('directive-open', `:::${name} is never closed`, 'Close it with a line :::.'),
  fenceOpen: () =>
    error(
      'fence-open',
      'This code fence is never closed, and takes all that follows',
      'Close it with the same marks.',
    ),
  tableCells: (found: number, columns: number) =>
    error(
      'table-cells',
      `This row has ${found} cells where the header has ${columns}`,
      'Write \\| for a bar inside a cell.',
    ),
  fieldUnused: (name: string, layout: string) =>
    error('field-unused', `Layout ${quote(layout)} has no place for the field ${quote(name)}`),
  fileUnused: (hint: string) => warning('file-unused', 'This file is not read', hint),
  tooDeep: () => error('too-deep', 'This slide nests too deeply to be read'),
  commentOpen: () => error('comment-open', 'This comment is never closed', 'Close it with -->.'),
  htmlRemoved: (what: string) =>
    warning(
      'html-removed',
      `${what} is not allowed in slides and was left out`,
      'Whoever runs the build may allow it with --trust-html.',
    ),
  imageMissing: (path: string) =>
    error('image-missing', `There is no image ${quote(path)}`, 'The path is relative to the slide’s file.'),
  imageType: (path: string) =>
    error(
      'image-type',
      `${quote(path)} is not an image that a deck can carry`,
      'Use PNG, JPEG, GIF, WebP, AVIF or SVG.',
    ),
  altMissing: (path: string) =>
    warning(
      'alt-missing',
      `${quote(path)} has no text for those who cannot see it`,
      'Say what it shows: ![…](…).',
    ),

  slideOverflow: (slide: string, text: string, pixels: number) =>
    warning(
      'slide-overflow',
      `Slide ${quote(slide)} is too full: ${quote(text)} runs ${pixels} px out of its place`,
      'Say less, or make two slides of it.',
    ),

  // what the browser shows
  contentOverflow: (shown: Shown, pixels: number, of: 'slide' | 'place') =>
    warning(
      'slide-overflow',
      `${thing(shown)} runs ${pixels} px out of its ${of} ${where(shown)}`,
      'Say less, or make two slides of it.',
    ),
  textOverlap: (shown: Shown, other: string, pixels: number) =>
    warning(
      'text-overlap',
      `${thing(shown)} and ${quote(other)} lie ${pixels} px over each other ${where(shown)}`,
      'Say less, or give one of them another place.',
    ),
  textSmall: (shown: Shown, size: number, least: number) =>
    warning(
      'text-small',
      `${thing(shown)} is shown at ${size} px, under the ${least} px that a room can read, ${where(shown)}`,
      'Set it larger: in the theme, in the chart, or by saying less.',
    ),
  textSmallPrint: (shown: Shown, size: number, least: number) =>
    warning(
      'text-small-print',
      `${thing(shown)} would be printed at ${size} pt, under ${least} pt, on a handout of four slides a page, ${where(shown)}`,
      'Set it larger.',
    ),
  labelsOverlap: (shown: Shown, chart: string, other: string, pixels: number) =>
    warning(
      'chart-labels',
      `In ${chart} ${thing(shown)} and ${quote(other)} lie ${pixels} px over each other ${where(shown)}`,
      'Show fewer labels, or move them apart: "dx", "dy", axis "values", "labelOverlap".',
    ),
  labelClipped: (shown: Shown, chart: string, pixels: number) =>
    warning(
      'chart-labels',
      `In ${chart} the edge of the drawing cuts ${pixels} px off ${thing(shown)} ${where(shown)}`,
      'Leave room for it: a shorter label, a smaller scale range, another place.',
    ),
  contrast: (shown: Shown, ratio: number, least: number) =>
    warning(
      'contrast',
      `${thing(shown)} has a contrast of ${ratio}:1, under ${least}:1, ${where(shown)}`,
      'Choose a darker colour on light ground, or a lighter one on dark.',
    ),
  access: (shown: Shown, rule: string, impact: string, help: string) =>
    warning(
      'access',
      `${help} (${rule}, ${impact}): ${thing(shown)} ${where(shown)}`,
      `What it means: https://dequeuniversity.com/rules/axe/latest/${rule}`,
    ),
  chartColours: (chart: string, one: string, other: string, viewers: readonly string[]) =>
    warning(
      'chart-colours',
      `In ${chart} ${quote(one)} and ${quote(other)} look alike ${list(viewers)}`,
      'Label them directly, or give them colours that differ in lightness.',
    ),
  chartKey: (chart: string, field: string, values: readonly string[]) =>
    warning(
      'chart-key-missing',
      `In ${chart} nothing says which colour stands for which ${field}: ${list(values)}`,
      'Label them directly, or leave them a legend.',
    ),

  // links and citations
  linkUnknown: (id: string, near: string | undefined) =>
    error(
      'link-unknown',
      `No slide has the id ${quote(id)}`,
      near === undefined ? 'Link to a slide by the id in its front matter.' : `Did you mean ${quote(near)}?`,
    ),
  linkUnsafe: (href: string) =>
    error(
      'link-unsafe',
      `${quote(href)} is not a link that a deck may carry`,
      'Use https:, http:, mailto: or #id.',
    ),
  appliesUnnumbered: (id: string) =>
    error(
      'applies-unnumbered',
      `The slide ${quote(id)} has no number in a series`,
      'Name the id of a numbered panel.',
    ),
  citationUnknown: (key: string, near: string | undefined) =>
    error(
      'citation-unknown',
      `The bibliography has no entry ${quote(key)}`,
      near === undefined ? 'Add it to the bibliography.' : `Did you mean ${quote(near)}?`,
    ),
  referencesTwice: (first: string) =>
    error(
      'references-twice',
      `The talk lists its references already at ${first}`,
      'Keep one slide of this layout.',
    ),
  citationsWithoutBibliography: () =>
    error(
      'bibliography-missing',
      'The talk has no bibliography',
      'Name one in deck.yaml: bibliography: references.yaml',
    ),
  referenceDuplicate: (key: string, first: string) =>
    error(
      'reference-duplicate',
      `The bibliography has an entry ${quote(key)} already at ${first}`,
      'Give one of the two another key.',
    ),
  bibtexTitle: () => error('reference-title-missing', 'This entry has no title', 'Add title = {…} to it.'),
  bibtexCommand: (command: string) =>
    warning(
      'bibtex-command',
      `The command ${quote(command)} is not understood and stands in the reference as it is`,
      'Write the character itself.',
    ),
  captionMarkup: (what: string) =>
    error(
      'caption-markup',
      `${quote(what)} cannot stand in a caption, which is plain text`,
      'Put it into the slide’s text.',
    ),
  bibtexBroken: (problem: string) =>
    error(
      'bibtex-broken',
      `This entry cannot be read: ${problem}`,
      'Look for a missing comma, brace or quotation mark at or above this place.',
    ),
  bibliographyFormat: (path: string) =>
    error(
      'bibliography-format',
      `${quote(path)} is neither BibTeX nor CSL data`,
      'Name it .bib, .json or .yaml.',
    ),
  styleUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('style-unknown', `There is no citation style ${quote(name)}`, meant(near, known, 'Styles')),
  referencesUnlisted: () =>
    warning(
      'references-unlisted',
      'The talk cites works and has no slide that lists them',
      'Add a slide with layout: references.',
    ),

  // charts
  chartMissing: (path: string, near: string | undefined) =>
    error(
      'chart-missing',
      `There is no chart ${quote(path)}`,
      near === undefined ? 'Charts live in charts/ and end in .vl.json.' : `Did you mean ${quote(near)}?`,
    ),
  chartJson: (text: string) =>
    error(
      'chart-json',
      `This JSON cannot be read: ${text}`,
      'Look for a comma too many or too few, or a missing quote or bracket.',
    ),
  specUnknown: (name: string, where: string, near: string | undefined, known: readonly string[]) =>
    error('spec-unknown', `Vega-Lite has no ${quote(name)} in ${where}`, meant(near, known, 'It has')),
  channelUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('channel-unknown', `There is no encoding channel ${quote(name)}`, meant(near, known, 'Channels')),
  markUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('mark-unknown', `There is no mark ${quote(name)}`, meant(near, known, 'Marks')),
  specValue: (where: string, expected: string) => error('spec-value', `${quote(where)} must be ${expected}`),
  specIncomplete: (what: string, where: string) => error('spec-incomplete', `${where} lacks ${quote(what)}`),
  fieldNotInData: (name: string, near: string | undefined, known: readonly string[]) =>
    error('chart-field-unknown', `The data has no column ${quote(name)}`, meant(near, known, 'Columns')),
  specWarning: (text: string) => error('spec-warning', `Vega-Lite says: ${text}`),
  chartUnplaced: () =>
    error(
      'chart-unplaced',
      'A chart cannot be drawn here',
      'Charts stand alone in a slot that takes them, such as figure; not in lists, quotes or notes.',
    ),
  usermetaNear: (name: string, near: string) =>
    warning(
      'usermeta-unknown',
      `Lectern reads no ${quote(name)} in usermeta`,
      `Did you mean ${quote(near)}?`,
    ),
  stepEmpty: () =>
    error(
      'step-empty',
      'This step does not say what it changes',
      'Give it "params" with the values of parameters, or a "patch" of the spec.',
    ),
  stepParamUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error(
      'step-param-unknown',
      `The chart has no parameter ${quote(name)}`,
      known.length > 0
        ? meant(near, known, 'Parameters')
        : 'Declare it: "params": [{"name": …, "value": …}] in the spec.',
    ),
  stepSame: (caption: string) =>
    error(
      'step-same',
      `The step ${quote(caption)} draws what the one before it draws`,
      'Change a value that the drawing depends on, or take the step out.',
    ),
  stepBlank: (caption: string) =>
    error('step-blank', `The step ${quote(caption)} draws no data`, 'Look for a filter that leaves nothing.'),
  chartFailed: (text: string) => error('chart-failed', `Vega could not draw this chart: ${text}`),
  bindUnknown: (input: string, near: string | undefined, known: readonly string[]) =>
    error('bind-unknown', `There is no input ${quote(input)}`, meant(near, known, 'Inputs')),
  bindElement: () =>
    error(
      'bind-element',
      'An input cannot be bound to an element of a page, which a slide does not have',
      'Write {"input": …}; the input stands under the chart.',
    ),
  bindOptions: (input: string) =>
    error('bind-options', `The input ${quote(input)} has nothing to choose from`, 'Add "options": […].'),
  bindRange: (lacking: readonly string[]) =>
    error(
      'bind-range',
      `This range does not say its ${lacking.join(' and ')}`,
      'Write both "min" and "max"; "step" is good to have too.',
    ),
  bindRangeEmpty: (min: number, max: number) =>
    error('bind-range', `This range runs from ${min} to ${max}`, 'Its max must be larger than its min.'),
  paramUnused: (name: string) =>
    warning(
      'param-unused',
      `Nothing in the chart reads the parameter ${quote(name)}, so that operating it changes nothing`,
      'Name it in an expression, a filter or a condition.',
    ),
  chartSource: () =>
    warning(
      'chart-source-missing',
      'This chart does not say where its data comes from',
      'Add "usermeta": {"source": {"publisher": …, "title": …}} to the spec.',
    ),
  sidecarOrphan: (data: string, near: string | undefined) =>
    error(
      'sidecar-orphan',
      `This file describes ${quote(data)}, which is not there`,
      near === undefined ? 'Name it after its data file, with .yaml behind.' : `Did you mean ${quote(near)}?`,
    ),
  sidecarEmpty: () =>
    error(
      'sidecar-empty',
      'This file does not say where its data comes from',
      'Give it a publisher, a title, an indicator or a url.',
    ),
  dataMissing: (path: string, near: string | undefined) =>
    error(
      'chart-data-missing',
      `There is no data file ${quote(path)}`,
      near === undefined ? 'The path is relative to the chart’s file.' : `Did you mean ${quote(near)}?`,
    ),
  dataFormat: (path: string) =>
    error('data-format', `${quote(path)} is neither CSV nor JSON`, 'Name it .csv, .tsv or .json.'),
  dataSyntax: (text: string) =>
    error('data-syntax', `This data cannot be read: ${text}`, 'Check quotes and brackets.'),
  dataEmpty: () =>
    error('data-empty', 'This data file holds no rows', 'Below the header it needs a line for each datum.'),
  dataColumnDuplicate: (name: string) =>
    error(
      'data-column-duplicate',
      `Two columns are called ${quote(name)}`,
      'Give each column a name of its own.',
    ),
  dataRagged: (found: number, expected: number) =>
    error(
      'data-ragged',
      `This row has ${found} values where the header has ${expected} columns`,
      'Quote a value that holds a comma; leave a missing value empty.',
    ),
  dataNotNumber: (value: string, column: string, chart: string) =>
    error(
      'data-not-number',
      `${quote(value)} is not a number, and ${chart} draws the column ${quote(column)} as a quantity`,
      'Leave a missing value empty, or give the field another type.',
    ),

  // checked numbers
  valueMismatch: (slide: string, shown: string, computed: string, file: string) =>
    error(
      'value-mismatch',
      `Slide ${quote(slide)} says ${quote(shown)}, ${file} ${computed}`,
      'Correct the one that is wrong.',
    ),
  valueSeveral: (shown: string) =>
    error(
      'value-several',
      `${quote(shown)} holds more than one number`,
      'Check each with a :value[…] of its own.',
    ),
  valueUnreadable: (shown: string) =>
    error(
      'value-unreadable',
      `${quote(shown)} holds no number to check`,
      'Write one such as 84%, 3.5 bn, 12× or 1,741.',
    ),
  valueRows: (count: number) =>
    error(
      'value-rows',
      `${count} rows match, and a checked number needs one`,
      'Narrow where= or over=, or say as=sum.',
    ),
  valueNoRow: (where: string) => error('value-no-row', `No row of the data has ${where}`),
  valueGap: (field: string, value: string) =>
    error(
      'value-gap',
      `The column ${quote(field)} holds ${value === '' ? 'nothing' : quote(value)} where a number is needed`,
    ),

  // evidence
  figureUnbacked: (figure: string, slide: string) =>
    warning(
      'figure-unbacked',
      `${quote(figure)} on slide ${quote(slide)} has neither a citation nor a check`,
      'Cite its source on the slide, or compare it with data: :value[…]{from=…}.',
    ),
  chartUnit: () =>
    warning(
      'chart-unit-missing',
      'This chart does not say what its figures are measured in',
      'Add "unit" to its usermeta, or to the file beside its data.',
    ),
  chartDate: () =>
    warning(
      'chart-date-missing',
      'This chart does not say of when its data are',
      'Add "vintage" or "retrieved" to its source.',
    ),
  referenceUncited: (key: string) =>
    warning(
      'reference-uncited',
      `No slide cites ${quote(key)}`,
      'Cite it, or take it out of the bibliography.',
    ),
  referenceAddress: (key: string, type: string) =>
    warning(
      'reference-address-missing',
      `${quote(key)} is of type ${type} and has neither a DOI nor a URL`,
      'Add the one it has.',
    ),
  dataUnused: () =>
    warning(
      'data-unused',
      'No chart draws this file and no number is checked with it',
      'Use it, or remove it.',
    ),
  exceptionWide: (rule: string, count: number) =>
    error(
      'exception-wide',
      `This exception lets warnings ${quote(rule)} pass on ${count} lines`,
      'Give it words that stand on one line only.',
    ),
  exceptionUnused: (rule: string) =>
    error(
      'exception-unused',
      `There is no warning ${quote(rule)} for this exception to let pass`,
      'Take it out, or mend its file and line.',
    ),

  // templates and fonts
  templateUnsafe: (what: string) =>
    error('template-unsafe', `${what} is not allowed in a layout`, 'Layouts are plain HTML without code.'),
  templateAddress: (attribute: string, value: string) =>
    error(
      'template-address',
      `${attribute} of ${quote(value)} is not allowed in a layout; nothing is fetched`,
      'Use data: for images, and https:, http:, mailto: or #id for links.',
    ),
  templateSlotUnnamed: () => error('template-slot', 'A slot needs a name or a fill'),
  templateSlotDuplicate: (name: string) =>
    error('template-slot', `The layout has two slots ${quote(name)}`, 'Give each slot a name of its own.'),
  templateSlotAttribute: (name: string, near: string | undefined, known: readonly string[]) =>
    error('template-slot', `A slot has no attribute ${quote(name)}`, meant(near, known, 'It has')),
  templateSlotValue: (attribute: string, value: string, near: string | undefined, known: readonly string[]) =>
    error(
      'template-slot',
      `${attribute} of a slot cannot be ${quote(value)}`,
      meant(near, known, 'It can be'),
    ),
  templateSlotSize: () =>
    error(
      'template-slot',
      'A slot that accepts charts needs width and height, both in pixels',
      'Write them as numbers: width="730" height="424".',
    ),
  templateSlotContent: () =>
    error(
      'template-slot',
      'A slot is empty in the layout; what stands inside it would be lost',
      'End it with </slot>; the slash of <slot … /> does not end it.',
    ),
  glyphMissing: (characters: string, id: string | undefined) =>
    warning(
      'glyph-missing',
      `No font of the deck draws ${characters}${id === undefined ? '' : `, first met on slide ${quote(id)}`}`,
      'The viewer’s own fonts will be used for it.',
    ),

  // making files
  browserMissing: (name: string) =>
    error(
      'browser-missing',
      `No browser was found to lay out ${name}`,
      'index.html needs none. Install Chrome, Chromium or Edge, or set LECTERN_BROWSER to one (LECTERN_BROWSER_ENDPOINT to a remote one); or build with --no-pdf, check with --only evidence.',
    ),
  browserFailed: (what: string, text: string) =>
    error(
      'browser-failed',
      `The browser could not lay out ${what}: ${text}`,
      `index.html needs none. ${otherBrowser}`,
    ),
  browserUseless: (what: string, path: string, why: string) =>
    error('browser-useless', `${path} cannot lay out ${what}: ${why}`, uselessHint(why)),
  endpointUseless: (what: string, host: string, why: string) =>
    error(
      'browser-useless',
      `The browser at ${host} cannot lay out ${what}: ${why}`,
      'LECTERN_BROWSER_ENDPOINT must be the ws:// address of a Chrome that is running. Without it one on this machine is taken.',
    ),
  browserOld: (what: string, version: string, oldest: number) =>
    error(
      'browser-old',
      `${version} is too old to lay out ${what}, which takes Chrome ${oldest} or later`,
      'Update it, or name another: LECTERN_BROWSER=path, LECTERN_BROWSER_ENDPOINT=ws://… for a remote one. On Linux x64, npm install brings one that will do.',
    ),
  browserUnpack: (what: string, folder: string, why: string) =>
    error(
      'browser-unpack',
      `The browser for ${what} could not be unpacked into ${folder}: ${why}`,
      'It takes 300 MB there, once. LECTERN_BROWSER=path names an installed one, which need not be unpacked.',
    ),
  browserFolder: (what: string, folder: string, why: string) =>
    error(
      'browser-folder',
      `The browser for ${what} needs a folder in ${folder}, which could not be made: ${why}`,
      'Make room there, or set TMPDIR to another folder.',
    ),
  browserCrashed: (what: string, how: string) =>
    error(
      'browser-crashed',
      `The browser broke down while it laid out ${what}, in a second try too: ${how}`,
      brokenDown,
    ),
  browserHung: (what: string, seconds: number) =>
    error(
      'browser-hung',
      `The browser gave no sign of life for ${seconds} s while it laid out ${what}, in a second try too`,
      brokenDown,
    ),
  pdfOlder: (names: readonly string[]) =>
    warning(
      'pdf-older',
      `${list(names)} here ${names.length === 1 ? 'is' : 'are'} still of an earlier build`,
      'They were not printed anew; see the error.',
    ),
  pdfUnreadable: (name: string, text: string) =>
    error(
      'pdf-unreadable',
      `What the browser printed as ${name} could not be finished: ${text}`,
      'Another browser may print it otherwise: LECTERN_BROWSER=path names one, --no-pdf does without.',
    ),
  pdfPages: (pages: number, expected: number) =>
    error(
      'pdf-pages',
      `slides.pdf has ${pages} pages where there should be ${expected}`,
      'Some slide runs over its page.',
    ),
  budgetExceeded: (file: string, bytes: number, budget: number, heaviest: readonly Part[]) =>
    warning(
      'budget-exceeded',
      `${file} is ${size(bytes)}, above the budget of ${size(budget)}`,
      `Most of it: ${list(heaviest.map((part) => `${part.name} ${size(part.bytes)}`))}.`,
    ),

  // what is not drawn
  imageUndrawn: (id: string, words: string) =>
    error(
      'image-undrawn',
      `The image ${quote(words)} on slide ${quote(id)} is not drawn`,
      'Open the file: it may be damaged, or styles may leave it no size.',
    ),
  chartUndrawn: (id: string, words: string) =>
    error(
      'chart-undrawn',
      `The chart ${quote(words)} on slide ${quote(id)} has no size`,
      'Styles of the theme may hide it.',
    ),
  requestFailed: (address: string) =>
    error(
      'request-failed',
      `${quote(address)} could not be had; a deck loads nothing`,
      'Put the file into the talk and place it with Markdown, so that it becomes part of the deck.',
    ),
  notesClipped: (id: string, words: string) =>
    error(
      'notes-clipped',
      `Notes of slide ${quote(id)} are wider than their place in the handout: ${quote(words)}`,
      'Shorten the line, or split the table.',
    ),
  fontUnread: (family: string) =>
    error(
      'font-unread',
      `The font ${quote(family)} could not be read`,
      'Look at its @font-face: the data may be damaged.',
    ),
  fontFallback: (font: string, file: string, page: number) =>
    error(
      'font-fallback',
      `${file} is set in ${font} on page ${page}, a font of this machine and not of the deck`,
      'Use the families of the theme, Inter, Source Serif 4, Source Code Pro and Noto Sans SC, or embed another with @font-face.',
    ),

  // parity
  parityText: (id: string, file: string, texts: readonly string[]) =>
    error(
      'parity-text',
      `Slide ${quote(id)} says ${few(texts)}, which ${file} does not`,
      'Look at the slide there: something may lie outside its page or under something else.',
    ),
  paritySurplus: (id: string, file: string, texts: readonly string[]) =>
    error(
      'parity-text',
      `Slide ${quote(id)} does not say ${few(texts)}, which ${file} does`,
      'A theme that adds words on paper alone changes what is said.',
    ),
  parityLink: (id: string, link: string, where: string) =>
    error('parity-link', `Slide ${quote(id)} has a link to ${link} that is ${where}`),
  parityFigure: (id: string, alt: string, file: string) =>
    error(
      'parity-figure',
      `Slide ${quote(id)} shows ${quote(alt.slice(0, 60))}, which ${file} does not`,
      'Look at the slide there: the picture may have no size or lie outside its page.',
    ),
  parityRaster: (id: string, file: string) =>
    error(
      'parity-raster',
      `A drawing of slide ${quote(id)} became dots in ${file}`,
      'Filters, masks and blend modes in a theme make the browser print dots; leave them out on paper.',
    ),
  pageEmpty: (page: number) =>
    error('page-empty', `Page ${page} is empty`, 'Look at what stands around it: something may not break.'),
  outRefused: (why: string) =>
    error('out-refused', `This folder cannot be replaced: ${why}`, 'Name another folder with --out.'),
  writeFailed: (text: string) =>
    error(
      'write-failed',
      `The output could not be written: ${text}`,
      /^(ENOSPC|EDQUOT)/.test(text)
        ? 'The disk is full. What was there is as it was.'
        : /^(EACCES|EPERM|EROFS)/.test(text)
          ? 'Lectern may not write there. Change that, or name another folder with --out.'
          : 'What was there is as it was.',
    ),
};
