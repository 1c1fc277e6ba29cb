import { createDialog } from './dialog.ts';
import { keyGroups, onKey } from './keys.ts';
import { sourceId } from './source.ts';

/** The help, a list of all keys: key `?`. Gives what opens it. */
export function bindHelp(): () => void {
  const dialog = createDialog('help', 'Keys');
  const title = document.createElement('h1');
  title.textContent = 'Keys';
  const groups = keyGroups.map(({ name, entries }) => {
    const heading = document.createElement('h2');
    heading.textContent = name;
    const list = document.createElement('dl');
    for (const { keys, does, ofSource } of entries) {
      if (ofSource && sourceId() === undefined) continue;
      const term = document.createElement('dt');
      term.append(...keys.flatMap((key, n) => (n === 0 ? [cap(key)] : [' ', cap(key)])));
      const meaning = document.createElement('dd');
      meaning.textContent = does;
      list.append(term, meaning);
    }
    const group = document.createElement('section');
    group.append(heading, list);
    return group;
  });
  const columns = document.createElement('div');
  columns.className = 'groups';
  columns.append(...groups);
  const touch = document.createElement('p');
  touch.textContent = 'Without a keyboard: swipe to move, and use the buttons below the slide.';
  dialog.prepend(title, columns, touch, credits());
  const open = (): void => dialog.showModal();
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === '?') dialog.close();
  });
  onKey(['?'], open);
  return open;
}

/** Whose work this deck holds; the full terms stand in its source, before what they are for. */
function credits(): HTMLElement {
  const families = new Set([...document.fonts].map(({ family }) => family.replace(/["']/g, '')));
  const works = [
    CREDITS.deck,
    ...(document.getElementById('vega-runtime') ? [CREDITS.vega] : []),
    ...(document.querySelector('math') ? [CREDITS.math] : []),
    ...[...families].flatMap((family) => CREDITS.fonts[family] ?? []),
  ];
  const line = document.createElement('p');
  line.className = 'credits';
  line.textContent = `Made with Lectern. In this file: ${works.join(', ')}.`;
  return line;
}

const captions: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  Control: 'Ctrl',
};
const mirrored: Readonly<Record<string, string>> = { ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight' };

function cap(key: string): HTMLElement {
  const element = document.createElement('kbd');
  // where one reads from the right, the deck moves on to the left
  const seen = document.documentElement.dir === 'rtl' ? (mirrored[key] ?? key) : key;
  const caption = (name: string): string => captions[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  element.dataset.key = key;
  element.textContent = seen.split('+').map(caption).join(' ');
  return element;
}
