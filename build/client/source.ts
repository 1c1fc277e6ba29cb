import type { CarriedSource } from '../model/source-archive.ts';
import { type Part, partsOf, unpack, wholeFile } from './carried.ts';
import { createDialog } from './dialog.ts';
import { download } from './download.ts';
import { nameOf, onKey } from './keys.ts';
import type { Deck } from './reveal.ts';

/** Whether the deck carries its source, which comes last in it. */
export function sourceId(): string | undefined {
  return document.querySelector<HTMLElement>('.reveal')?.dataset.source;
}

/** What the current slide was made of, to copy and to keep: key `u`. Gives what opens it, if the deck carries that. */
export function bindSource(deck: Deck): (() => void) | undefined {
  const id = sourceId();
  if (id === undefined) return undefined;
  const dialog = createDialog('source', 'Source of this slide');
  const content = document.createElement('div');
  const status = document.createElement('p');
  status.role = 'status';
  dialog.prepend(element('h1', 'Source of this slide'), content, status);
  let carried: Promise<CarriedSource> | undefined;

  const open = (): void => {
    content.replaceChildren();
    status.textContent = '';
    dialog.showModal();
    carried ??= unpack(document.getElementById(id));
    carried.then(
      (source) => content.replaceChildren(...show(source)),
      () => {
        status.textContent = 'This browser cannot unpack it.';
        content.replaceChildren(folderHint());
      },
    );
  };
  const show = (source: CarriedSource): Node[] => {
    const slide = slideOf(deck.getCurrentSlide(), source);
    const parts = slide ? partsOf(source, slide) : [];
    const files = source.files.map(wholeFile).map((part) => {
      const item = element('li', part.place, ' ');
      item.append(downloadButton(part));
      return item;
    });
    const all = element('details', element('summary', `All ${files.length} files of the talk`));
    all.append(element('ul', ...files), folderHint());
    return [element('p', source.about), ...parts.map((part) => showPart(part, say)), all];
  };
  const say = (text: string): void => {
    status.textContent = text;
  };
  dialog.addEventListener('keydown', (event) => {
    if (nameOf(event) === 'u') dialog.close();
  });
  onKey(['u'], open);
  return open;
}

/** The slide that is shown; what it goes on with on further pages has no source of its own. */
function slideOf(shown: Element | undefined, { slides }: CarriedSource): string | undefined {
  const ids = new Set(slides.map(({ id }) => id));
  let at: Element | null | undefined = shown;
  while (at && !ids.has(at.id)) at = at.previousElementSibling;
  return at?.id;
}

function folderHint(): HTMLElement {
  const file = decodeURIComponent(location.pathname.slice(location.pathname.lastIndexOf('/') + 1));
  const code = element('code', `lectern unpack ${file || 'index.html'} FOLDER`);
  return element('p', code, ' gives the whole folder back.');
}

function showPart(part: Part, say: (text: string) => void): HTMLElement {
  const section = element('section');
  const head = element('h2', part.place);
  if (part.text === undefined) {
    section.append(head, element('div', downloadButton(part)));
    return section;
  }
  const text = element('pre', part.text);
  // it scrolls
  text.tabIndex = 0;
  text.role = 'region';
  text.ariaLabel = part.place;
  const copyButton = button('Copy', part.place, () =>
    copy(text).then(
      () => say(`Copied: ${part.place}`),
      () => say('This browser does not let the deck copy; the text is selected.'),
    ),
  );
  section.append(head, element('div', copyButton, downloadButton(part)), text);
  return section;
}

function downloadButton({ name, place, text, bytes }: Part): HTMLElement {
  const type = text === undefined ? 'application/octet-stream' : 'text/plain';
  return button('Download', place, () => download(name, bytes, type));
}

/** Copies what an element says; where the clipboard is not to be had, as people do. */
async function copy(shown: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(shown.textContent);
  } catch {
    getSelection()?.selectAllChildren(shown);
    if (!document.execCommand('copy')) throw new Error('not allowed');
  }
}

function button(text: string, what: string, run: () => void): HTMLElement {
  const made = element('button', text);
  made.setAttribute('type', 'button');
  made.ariaLabel = `${text} ${what}`;
  made.addEventListener('click', run);
  return made;
}

function element(name: string, ...content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
