import type { ShownDiagnostic } from '../../model/patch.ts';
import styles from './overlay.css' with { type: 'text' };

/** Told which place in a file is to be opened. */
type Opener = (file: string, line: number | undefined, column: number | undefined) => void;

let box: HTMLElement | undefined;
let isFolded = false;
let isToldElsewhere = false;
let open: Opener = () => undefined;

/** Has places in the overlay opened so when they are clicked. */
export function openPlacesWith(opener: Opener): void {
  open = opener;
}

/** While an editor shows what is wrong where it is, the list stays folded until it is opened. */
export function foldDiagnostics(folded: boolean): void {
  isToldElsewhere = folded;
  if (folded && !isFolded) box?.shadowRoot?.querySelector<HTMLElement>('.fold')?.click();
}

/** Lists what is wrong with the talk over the last deck that was good; none takes the list away. Warnings lie folded. */
export function showDiagnostics(diagnostics: readonly ShownDiagnostic[]): void {
  const hadErrors = box?.dataset.severity === 'error';
  box?.remove();
  box = undefined;
  if (diagnostics.length === 0) return;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  // a mistake opens the list; who has folded it since meant it
  isFolded = errors === 0 || (hadErrors ? isFolded : isToldElsewhere);
  box = document.createElement('lectern-diagnostics');
  box.dataset.severity = errors > 0 ? 'error' : 'warning';
  box.lang = 'en';
  box.dir = 'ltr';
  const root = box.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = styles;
  const fold = document.createElement('button');
  fold.className = 'fold';
  fold.textContent = tally(errors, diagnostics.length - errors);
  const list = document.createElement('ol');
  list.append(...diagnostics.map(item));
  const show = (): void => {
    fold.ariaExpanded = String(!isFolded);
    box?.toggleAttribute('data-folded', isFolded);
    list.hidden = isFolded;
  };
  fold.addEventListener('click', () => {
    isFolded = !isFolded;
    show();
  });
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape' && !isFolded) fold.click();
    event.stopPropagation();
  });
  show();
  root.append(style, fold, list);
  box.role = errors > 0 ? 'alert' : 'status';
  document.body.append(box);
}

function tally(errors: number, warnings: number): string {
  const count = (number: number, noun: string): string[] =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
  const hasDeck = document.querySelector('.slides > section') !== null;
  const behind = hasDeck ? 'behind is the last deck without any' : 'the deck comes once they are mended';
  const last = errors > 0 ? `; ${behind}` : '';
  return `${[...count(errors, 'error'), ...count(warnings, 'warning')].join(', ')}${last}`;
}

function item({
  severity,
  rule,
  message,
  hint,
  file,
  line,
  column,
  text,
  length = 1,
}: ShownDiagnostic): HTMLLIElement {
  const entry = document.createElement('li');
  entry.className = severity;
  const place = document.createElement('button');
  place.className = 'place';
  place.textContent = [file, line, column].filter((part) => part !== undefined).join(':');
  place.addEventListener('click', () => open(file, line, column));
  entry.append(place, part('code', 'rule', rule), part('p', 'message', message));
  if (text !== undefined && column !== undefined) {
    const shown = part('pre', 'text', text.slice(0, column - 1));
    shown.append(
      part('mark', '', text.slice(column - 1, column - 1 + length) || ' '),
      text.slice(column - 1 + length),
    );
    entry.append(shown);
  }
  if (hint !== undefined) entry.append(part('p', 'hint', hint));
  return entry;
}

function part(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  if (name !== '') element.className = name;
  element.textContent = text;
  return element;
}
