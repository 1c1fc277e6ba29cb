import type { Timer } from './timer.ts';

/** What the deck's window tells the speaker's. */
export interface DeckState {
  readonly kind: 'state';
  /** The slide's id. */
  readonly slide: string;
  /** How many of its steps are shown. */
  readonly step: number;
  readonly isBlack: boolean;
  readonly timer: Timer | undefined;
}

/** What the speaker's window asks of the deck's: an answer, a key, a slide or reference. */
export type SpeakerRequest =
  | { readonly kind: 'hello'; readonly timer: Timer | undefined }
  | { readonly kind: 'press'; readonly key: string }
  | { readonly kind: 'go'; readonly id: string };

/** What goes with each message: a secret of the two windows, and the deck that they show. */
export interface Seal {
  readonly secret: string;
  readonly deck: string;
}

/** The secret is kept in the windows' names, which outlive a reload and need no storage. */
export const names = { deck: 'lectern:', speaker: 'lectern-speaker:' };

export function secretIn(role: keyof typeof names): string | undefined {
  const [, secret] = window.name.split(names[role]);
  return secret === '' ? undefined : secret;
}

export function newSecret(): string {
  // randomUUID is only there in secure contexts
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** The seal with a secret; the deck is the one that the window shows at the moment. */
export function sealOf(secret: string): Seal {
  return {
    secret,
    get deck() {
      return deckId();
    },
  };
}

function deckId(): string {
  return document.querySelector<HTMLElement>('.reveal')?.dataset.deck ?? '';
}

export function send(to: Window, seal: Seal, message: DeckState | SpeakerRequest): void {
  // files have no origin that could be named; the secret stands in for it
  to.postMessage({ ...seal, message }, origin.startsWith('http') ? origin : '*');
}

/** The message of an event, if it has the seal, comes from the same origin and `read` knows its shape. */
export function receive<T>(
  event: MessageEvent,
  seal: Seal,
  read: (message: Fields) => T | undefined,
): T | undefined {
  const { secret, deck, message } = fieldsOf(event.data);
  if (event.origin !== origin || secret !== seal.secret || deck !== seal.deck) return undefined;
  return read(fieldsOf(message));
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function readState({ kind, slide, step, isBlack, timer }: Fields): DeckState | undefined {
  if (kind !== 'state' || typeof slide !== 'string' || typeof isBlack !== 'boolean') return undefined;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 0) return undefined;
  return timer === undefined || isTimer(timer) ? { kind, slide, step, isBlack, timer } : undefined;
}

export function readRequest({ kind, timer, key, id }: Fields): SpeakerRequest | undefined {
  if (kind === 'hello' && (timer === undefined || isTimer(timer))) return { kind, timer };
  if (kind === 'press' && typeof key === 'string') return { kind, key };
  if (kind === 'go' && typeof id === 'string') return { kind, id };
  return undefined;
}

function isTimer(value: unknown): value is Timer {
  const { elapsed, since } = fieldsOf(value);
  return isTime(elapsed) && (since === undefined || isTime(since));
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
