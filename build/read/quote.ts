import type { Token, Tokens } from 'marked';
import { type AlertKind, alertKinds } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, textOf, within } from '../model/source.ts';
import { childrenOf } from './lexer.ts';

/** A quote's own tokens, and the alert that it is by its first line, `[!NOTE]`, which is then not among them. */
export function readAlert(
  quote: Token,
  at: Span,
  { report }: Pick<ReadContext, 'report'>,
): { readonly alert: AlertKind | undefined; readonly tokens: readonly Token[] } {
  const tokens = childrenOf(quote);
  const [first, ...rest] = tokens;
  const [mark, name = '', behind = ''] = /^\[!(\w+)\][ \t]*(.*)(?:\n|$)/.exec(first?.raw ?? '') ?? [];
  if (mark === undefined || first?.type !== 'paragraph') return { alert: undefined, tokens };
  const alert = alertKinds.find((kind) => kind === name.toLowerCase());
  const place = within(at, Math.max(0, textOf(at).indexOf('[!')), name.length + 3);
  if (!alert) report(diagnose(place, messages.alertUnknown(name, nearest(name, alertKinds), alertKinds)));
  else if (behind !== '') report(diagnose(place, messages.alertLine(name)));
  if (!alert || behind !== '') return { alert: undefined, tokens };
  const [text, ...inlines] = childrenOf(first) as Tokens.Text[];
  const cut = text && { ...text, raw: text.raw.slice(mark.length), text: text.text.slice(mark.length) };
  const words = cut && cut.raw !== '' ? [cut, ...inlines] : inlines;
  const paragraph = { ...first, raw: first.raw.slice(mark.length), tokens: words } as Token;
  return { alert, tokens: words.length > 0 ? [paragraph, ...rest] : rest };
}
