import { error, type Message, meant, quote } from './message.ts';

/** The talks cut from a deck. */
export const talks = {
  talkNameTaken: (name: string) =>
    error(
      'talk-name-taken',
      `${quote(name)} cannot name a talk: builds call something else so`,
      'Give the talk another name.',
    ),
  talkNameInvalid: (name: string) =>
    error(
      'talk-name-invalid',
      `${quote(name)} cannot name a talk`,
      'It becomes a folder: use small letters, digits and hyphens.',
    ),
  talkEntryUnknown: (entry: string, near: string | undefined) =>
    error(
      'talk-slides-unknown',
      `${quote(entry)} matches no slide`,
      near === undefined
        ? 'Write the id of a slide, a glob such as chart-*, tag:NAME or section:ID.'
        : `Did you mean ${quote(near)}?`,
    ),
  talkOnlyDrafts: (name: string) =>
    error(
      'no-slides',
      `All slides of the talk ${quote(name)} are drafts, and a build for the public has none`,
      'Take “draft: true” out of those that are ready.',
    ),
  talkUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error('talk-unknown', `deck.yaml has no talk ${quote(name)}`, meant(near, known, 'Talks')),
  inTalk: (message: Message, name: string): Message => ({
    ...message,
    message: `${message.message} (in the talk ${quote(name)})`,
  }),
};
