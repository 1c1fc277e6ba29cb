import styles from './edit.css' with { type: 'text' };
import pageStyles from './page.css' with { type: 'text' };
import tableStyles from './table.css' with { type: 'text' };
import textStyles from './text.css' with { type: 'text' };

/** A tab of the editor: a file, and the words that name it. */
export interface Tab {
  readonly path: string;
  readonly name: string;
  readonly isShown: boolean;
}

/** The editor's frame beside the slide. */
export interface Shell {
  readonly root: ShadowRoot;
  /** Where a file is shown. */
  readonly body: HTMLElement;
  readonly showTabs: (tabs: readonly Tab[]) => void;
  readonly showFiles: (files: readonly string[], shown: string) => void;
  readonly showStatus: (words: string, isTrouble: boolean) => void;
  /** Shows what the author has to decide; nothing to take it away. */
  readonly showQuestion: (question: HTMLElement | undefined) => void;
  readonly setShown: (shown: boolean) => void;
}

export interface ShellOptions {
  readonly choose: (path: string) => void;
  readonly close: () => void;
  /** Gives the keys back to the deck. */
  readonly leave: () => void;
}

/** Makes the frame; its styles and its keys are its own. */
export function createShell({ choose, close, leave }: ShellOptions): Shell {
  const host = document.createElement('lectern-editor');
  host.lang = 'en';
  host.dir = 'ltr';
  host.role = 'region';
  host.ariaLabel = 'Editor';
  const root = host.attachShadow({ mode: 'open' });
  const style = make('style', '');
  style.textContent = styles + textStyles + tableStyles;
  const page = make('style', '');
  page.textContent = pageStyles;
  const tabs = make('div', 'tabs');
  tabs.role = 'group';
  tabs.ariaLabel = 'Files of the slide';
  const picker = make('select', 'files');
  picker.ariaLabel = 'All files of the talk';
  picker.addEventListener('change', () => choose(picker.value));
  const shut = make('button', 'close', '×');
  shut.type = 'button';
  shut.ariaLabel = 'Close the editor';
  shut.addEventListener('click', close);
  const head = make('div', 'head');
  head.append(tabs, picker, shut);
  const body = make('div', 'body');
  const question = make('div', 'question');
  question.hidden = true;
  const status = make('span', 'status');
  status.role = 'status';
  const foot = make('div', 'foot');
  foot.append(status, make('span', 'hint', 'Esc: back to the deck'));
  root.append(style, head, body, question, foot);
  // typing is nothing to the deck
  for (const kind of ['keydown', 'keyup', 'keypress']) {
    host.addEventListener(kind, (event) => {
      if (kind === 'keydown' && (event as KeyboardEvent).key === 'Escape' && !event.defaultPrevented) leave();
      event.stopPropagation();
    });
  }
  document.head.append(page);
  follow(host);

  return {
    root,
    body,
    showTabs(shown) {
      // what is the same stays, or else it could be gone between press and release
      const now = JSON.stringify(shown.map(({ path, name }) => [path, name]));
      if (now !== tabs.dataset.shown) tabs.replaceChildren(...shown.map((tab) => tabOf(tab, choose)));
      tabs.dataset.shown = now;
      for (const [n, tab] of [...tabs.children].entries()) tab.ariaPressed = String(shown[n]?.isShown);
    },
    showFiles(files, shown) {
      const all = [...new Set([...files, shown])].filter(Boolean).sort();
      if (all.join('\n') !== picker.dataset.shown) picker.replaceChildren(...groups(all));
      picker.dataset.shown = all.join('\n');
      picker.value = shown;
    },
    showStatus(words, isTrouble) {
      if (status.textContent !== words) status.textContent = words;
      status.classList.toggle('trouble', isTrouble);
    },
    showQuestion(shown) {
      question.hidden = !shown;
      question.replaceChildren(...(shown ? [shown] : []));
    },
    setShown(shown) {
      if (shown) document.body.append(host);
      else host.remove();
      document.documentElement.classList.toggle('editing', shown);
    },
  };
}

/** Has the editor dark when the deck is, or everything on this machine. */
function follow(host: HTMLElement): void {
  const { documentElement } = document;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    const isDark = system.matches || documentElement.dataset.theme === 'dark';
    host.dataset.theme = isDark ? 'dark' : 'light';
  };
  system.addEventListener('change', show);
  new MutationObserver(show).observe(documentElement, { attributeFilter: ['data-theme'] });
  show();
}

function tabOf({ path, name }: Tab, choose: (path: string) => void): HTMLElement {
  const tab = make('button', '', name);
  tab.type = 'button';
  tab.title = path;
  tab.addEventListener('click', () => choose(path));
  return tab;
}

/** The files by their folders. */
function groups(files: readonly string[]): HTMLElement[] {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const folder = file.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders].map(([folder, inside]) => {
    const group = make('optgroup', '');
    group.label = folder;
    group.append(...inside.map((file) => new Option(file.split('/').at(-1), file)));
    return group;
  });
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}
