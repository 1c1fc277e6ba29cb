import type { ShownDiagnostic } from '../../model/patch.ts';
import { lendKey, onKey } from '../keys.ts';
import { showNotice } from '../notice.ts';
import { slidesNow } from '../slides.ts';
import { type Editor, type FilePlace, stashName } from './host.ts';
import { foldDiagnostics, openPlacesWith } from './overlay.ts';

let editor: Editor | undefined;
let loading: Promise<Editor> | undefined;
let diagnostics: readonly ShownDiagnostic[] = [];

/** The editor of a live preview: key `e`, a button in the bar, places of the overlay. It is loaded when first opened. */
export function bindEditing(token: string): void {
  if (new URLSearchParams(location.search).has('speaker')) return;
  lendKey('e', 'Edit the slide’s source, and close the editor');
  const toggle = (): void => {
    if (editor?.isOpen()) editor.close();
    else void open(token);
  };
  // the speaker’s window means the evidence, and so does who holds Shift
  onKey(['e'], toggle, ({ isTrusted, shiftKey }) => isTrusted && !shiftKey);
  openPlacesWith((file, line, column) => void open(token, { file, line, column }));
  void import('../deck.ts').then(({ deck }) => {
    deck.on('slidechanged', () => editor?.turned());
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Edit';
    button.addEventListener('click', toggle);
    document.querySelector('.bar')?.append(button);
    if (sessionStorage.getItem(stashName) !== null) void open(token);
  });
}

async function open(token: string, at?: FilePlace): Promise<void> {
  try {
    loading ??= load(token);
    editor = await loading;
  } catch {
    loading = undefined;
    return showNotice('The editor cannot be loaded, because the server does not answer.');
  }
  editor.open(at);
}

async function load(token: string): Promise<Editor> {
  const { deck } = await import('../deck.ts');
  const program = new URL('/edit.js', location.href).href;
  const { createEditor }: typeof import('./edit/editor.ts') = await import(program);
  return createEditor({
    token,
    slide: () => deck.getCurrentSlide()?.id,
    turnTo(id) {
      const index = slidesNow().findIndex((slide) => slide.id === id);
      if (index >= 0) deck.slide(index);
    },
    diagnostics: () => diagnostics,
    shown(isShown) {
      foldDiagnostics(isShown);
      // Reveal fits the slide to the room that there is
      dispatchEvent(new Event('resize'));
    },
  });
}

/** Hands on what the server has told. */
export const heard = {
  diagnostics(told: readonly ShownDiagnostic[]): void {
    diagnostics = told;
    editor?.told();
  },
  files(): void {
    editor?.reread();
  },
};

/** Loads the page anew; what was being written is there again afterwards. */
export async function reload(): Promise<void> {
  await editor?.leave();
  location.reload();
}
