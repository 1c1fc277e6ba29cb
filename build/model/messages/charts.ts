import { error, meant, quote, warning } from './message.ts';

/** Chart specs and their data. */
export const charts = {
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
    error(
      'chart-field-unknown',
      `The data has no column ${quote(name)}`,
      known.length === 1 && known[0]?.includes(';')
        ? `Its columns are separated by semicolons; write commas: ${known[0].replaceAll(';', ',')}`
        : meant(near, known, 'Columns'),
    ),
  specWarning: (text: string) => error('spec-warning', `Vega-Lite says: ${text}`),
  chartUnplaced: () =>
    error(
      'chart-unplaced',
      'A chart cannot be drawn here',
      'Charts stand alone in a slot that takes them, such as figure, or in columns of the layout text; not in lists, quotes or notes.',
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
  chartSlow: (seconds: number) =>
    error(
      'chart-slow',
      `This chart takes more than ${seconds} s to draw`,
      'Look for a sequence, bins, ticks or a density of too many steps; aggregate large data beforehand.',
    ),
  chartMemory: (megabytes: number) =>
    error(
      'chart-memory',
      `This chart takes more than ${megabytes} MB of memory to draw`,
      'Look for a sequence, bins, ticks or a density of too many steps; aggregate large data beforehand.',
    ),
  chartLarge: (bytes: number, most: number) =>
    error(
      'chart-large',
      `This chart’s drawing has ${Math.round(bytes / 1e6)} MB; ${most / 1e6} MB is the most`,
      'Draw fewer marks: aggregate or sample the data.',
    ),
  chartsSlow: (minutes: number) =>
    error(
      'charts-slow',
      `The charts before this one took ${minutes} minutes to draw; the rest is left undrawn`,
      'Build again: what is drawn is kept. Or mend the charts that take long.',
    ),
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
      'Say it in a file beside its data, such as data/NAME.csv.yaml (publisher: …, title: …), or in the spec as "usermeta": {"source": {"publisher": …}}.',
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
  dataRows: (most: number) =>
    error(
      'data-rows',
      `This data file has more than ${most} rows and is not read`,
      'Keep what the chart shows: aggregate or filter the data beforehand.',
    ),
  dataColumns: (count: number, most: number) =>
    error(
      'data-columns',
      `This data file has ${count} columns, and one with more than ${most} is not read`,
      'Write a row for each value instead, with what tells them apart in a column.',
    ),
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
};
