import { error, few, quote, warning } from './message.ts';

/** Checked numbers and what the talk rests on. */
export const evidence = {
  valueMismatch: (slide: string, shown: string, computed: string, file: string) =>
    error(
      'value-mismatch',
      `Slide ${quote(slide)} says ${quote(shown)}, ${file} ${computed}`,
      'Correct the one that is wrong.',
    ),
  valueFall: (slide: string, shown: string, computed: string, file: string) =>
    error(
      'value-mismatch',
      `Slide ${quote(slide)} says ${quote(shown)}, ${file} ${computed}`,
      `A fall has its word or a minus in the brackets: :value[fell by ${shown}]{…}`,
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
      'Write one such as 84%, 3.5 bn, 12×, 1,741, half or doubled.',
    ),
  valueRows: (count: number) =>
    error(
      'value-rows',
      `${count} rows match, and a checked number needs one`,
      'Narrow where= or over=, or say as=sum.',
    ),
  /** `absent` is the condition that no row meets, where it is one alone, with what its column holds. */
  valueNoRow: (
    where: string,
    absent?: { column: string; near: string | undefined; held: readonly string[] },
  ) =>
    error(
      'value-no-row',
      `No row of the data has ${where}`,
      absent?.near === undefined
        ? absent && `The column ${quote(absent.column)} holds ${few(absent.held)}.`
        : `Did you mean ${quote(absent.near)}?`,
    ),
  valueGap: (field: string, value: string) =>
    error(
      'value-gap',
      `The column ${quote(field)} holds ${value === '' ? 'nothing' : quote(value)} where a number is needed`,
    ),

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
  exceptionUnused: (rule: string, near?: string) =>
    error(
      'exception-unused',
      `There is no warning ${quote(rule)} for this exception to let pass`,
      near === undefined ? 'Take it out, or mend its file and line.' : `Did you mean ${quote(near)}?`,
    ),
};
