import { error, meant, quote, warning } from './message.ts';

/** Links, citations and bibliographies. */
export const links = {
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
};
