import { type Message, messages } from '../model/messages.ts';
import { problemText } from './files.ts';

/** How a browser fails: it ended or fell silent at its work, which another try may mend, or in another way. */
export type FailureKind = 'crashed' | 'hung' | 'other';

/** What went wrong with a browser, told of whatever it was to lay out. */
export class BrowserFailure extends Error {
  readonly kind: FailureKind;
  readonly tell: (what: string) => Message;

  constructor(kind: FailureKind, tell: (what: string) => Message) {
    super(tell('the document').message);
    this.kind = kind;
    this.tell = tell;
  }
}

/** The failure that an exception amounts to. */
export function failureOf(problem: unknown): BrowserFailure {
  if (problem instanceof BrowserFailure) return problem;
  return new BrowserFailure('other', (what) => messages.browserFailed(what, problemText(problem)));
}
