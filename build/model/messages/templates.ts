import { error, meant, quote, warning } from './message.ts';

/** Templates and fonts. */
export const templates = {
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
};
