import { mostBytes } from '../files.ts';
import { error, meant, moreFiles, quote } from './message.ts';

/** Files and the fields in them. */
export const files = {
  fileMissing: (path: string) =>
    error('file-missing', `There is no file ${quote(path)}`, 'Check the name and the folder.'),
  fileTooLarge: (path: string) =>
    error(
      'file-too-large',
      `${quote(path)} is larger than ${mostBytes / 1e6} MB and is not read`,
      'Keep what the talk shows: fewer rows, a smaller picture.',
    ),
  fileUnreadable: (path: string, why: string) =>
    error(
      'file-unreadable',
      `${quote(path)} cannot be read: ${why}`,
      /too many open files/.test(why) ? moreFiles : 'Look at its permissions, and at those of its folder.',
    ),
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
  noSlides: (talk?: string) =>
    error(
      'no-slides',
      'This folder has no slides',
      talk === undefined
        ? 'Run lectern in the folder that holds slides/ with Markdown files, or start a talk: lectern new DIR.'
        : `It lies in a talk. Run lectern in that one’s folder: cd ${talk}`,
    ),
  newRefused: (why: string) =>
    error(
      'new-refused',
      `No talk can be started here: ${why}`,
      'Name a folder that is new or empty, where you may write.',
    ),

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
};
