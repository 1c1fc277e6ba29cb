import { escapeHtml } from '../model/escape.ts';

/** Markup that is safe to send: text in it has been escaped. */
export interface Html {
  readonly html: string;
}

type Value = Html | string | number | undefined | false | readonly (Html | string)[];

/** A template whose strings are escaped and whose Html stays; undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return raw(strings.map((text, n) => text + (n < values.length ? markup(values[n]) : '')).join(''));
}

/** Marks text as safe markup; only for what the compiler made or cleaned itself. */
export function raw(text: string): Html {
  return { html: text };
}

/** Pieces one after another. */
export function join(pieces: readonly Html[], separator = ''): Html {
  return raw(pieces.map((piece) => piece.html).join(separator));
}

/** ` name="value"`, or nothing for an undefined value. */
export function attribute(name: string, value: string | number | undefined): Html {
  return value === undefined || value === '' ? raw('') : raw(` ${name}="${escapeHtml(String(value))}"`);
}

function markup(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map(markup).join('');
}
