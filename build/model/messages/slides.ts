import { error, list, meant, quote, warning } from './message.ts';

/** Slides, and what stands on them. */
export const slides = {
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
  noteSpelling: (written: string) =>
    warning(
      'note-spelling',
      `${quote(written)} begins no notes: what stands below it is shown to the audience`,
      'Write Note: for notes, or say it in other words.',
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
    error(
      'slot-unknown',
      `Layout ${quote(layout)} has no slot ${quote(name)}`,
      known.length > 0
        ? meant(near, known, 'Slots')
        : 'It has none: all that it shows is made. Use another layout.',
    ),
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
  slidesMany: (count: number, most: number) =>
    error(
      'slides-many',
      `The talk has ${count} slides, of which the first ${most} are read`,
      'Split it into several talks, each in a folder of its own.',
    ),
  textCrowded: (most: number) =>
    error(
      'text-crowded',
      `This text has more than ${most} brackets, stars and other signs of Markdown, and is not read`,
      'Split it into paragraphs, or show it as code, between fences.',
    ),
  slideLong: (length: number, most: number) =>
    error(
      'slide-long',
      `This slide has ${length} characters, and at most ${most} of a slide are read`,
      'Split it, or put what it shows into files: images, data, charts.',
    ),
  tooDeep: () =>
    error(
      'too-deep',
      'This nests too deeply to be read',
      'Put at most 100 lists, quotes, brackets or elements into each other.',
    ),
  commentOpen: () => error('comment-open', 'This comment is never closed', 'Close it with -->.'),
  htmlRemoved: (what: string) =>
    warning(
      'html-removed',
      `${what} is not allowed in slides and was left out`,
      'Whoever runs the build may allow it with --trust-html.',
    ),
  imageMissing: (path: string) =>
    error('image-missing', `There is no image ${quote(path)}`, 'The path is relative to the slide’s file.'),
  imageCleaned: (removed: readonly string[]) =>
    warning(
      'image-cleaned',
      `This drawing holds more than a drawing does, which is left out: ${list(removed.slice(0, 8))}${removed.length > 8 ? ` and ${removed.length - 8} more` : ''}`,
      'Scripts, HTML and addresses do nothing on a slide. Where something shows no more, save it as plain SVG.',
    ),
  imageSvgName: (path: string) =>
    error('image-svg-name', `${quote(path)} is an SVG file by another name`, 'Name it .svg.'),
  imageType: (path: string) =>
    error(
      'image-type',
      `${quote(path)} is not an image that a deck can carry`,
      path.endsWith('.json')
        ? 'The name of a chart’s spec ends in .vl.json.'
        : path.endsWith('.svg')
          ? 'It is no well-formed XML with <svg> around all: save it anew from a program that draws.'
          : 'Use PNG, JPEG, GIF, WebP, AVIF or SVG.',
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
};
