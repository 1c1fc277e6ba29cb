import * as v from 'valibot';
import { minutes, text, texts } from './config.ts';

const flag = v.boolean('must be true or false');

/** The fields of a slide's front matter, with what editors tell of them. */
export const FrontMatter = v.strictObject({
  id: v.optional(
    v.pipe(text, v.description('A lasting name, for links to the slide: small letters, digits, -.')),
  ),
  layout: v.optional(
    v.pipe(text, v.description('Which layout it has; told from its content if none is named.')),
  ),
  title: v.optional(v.pipe(text, v.description('The title, in place of the first heading.'))),
  kicker: v.optional(v.pipe(text, v.description('A few words above the title.'))),
  panel: v.optional(v.pipe(text, v.description('Its number in the series, such as 04.A.'))),
  series: v.optional(
    v.pipe(text, v.description('The series that it is a panel of, by its name in deck.yaml.')),
  ),
  applies: v.optional(v.pipe(texts, v.description('The ids of the panels that this case applies.')), []),
  tags: v.optional(v.pipe(texts, v.description('Words to choose slides by.')), []),
  draft: v.optional(
    v.pipe(flag, v.description('Whether it is left out of what is built for the public.')),
    false,
  ),
  minutes: v.optional(v.pipe(minutes, v.description('How long it may take.'))),
  incremental: v.optional(
    v.pipe(flag, v.description('Whether the items of its lists come one by one.')),
    false,
  ),
  class: v.optional(
    v.pipe(
      v.string('must be class names'),
      v.regex(/^[\w -]*$/, 'must be class names'),
      v.description('CSS classes for the theme.'),
    ),
  ),
  lang: v.optional(
    v.pipe(
      v.string('must be a language tag such as en'),
      v.description('Its language, if it is not the talk’s.'),
    ),
  ),
  attribution: v.optional(
    v.pipe(text, v.description('Whose slide it is, where it was taken from another talk.')),
  ),
  background: v.optional(
    v.pipe(
      v.string('must be a colour or the path of an image'),
      v.description('What lies behind it: a colour, or the path of an image.'),
    ),
  ),
});
