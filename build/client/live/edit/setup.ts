import { indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { type Command, EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { foldedSlides, slideAround } from './around.ts';
import { type AskWords, completeWith, offerFields, offerInSlides, offerInSpec } from './complete.ts';
import { look } from './look.ts';
import { slidesMarkdown } from './markdown.ts';

export interface SetupOptions {
  readonly words: AskWords;
  readonly save: () => void;
  /** Gives the keys back to the deck. */
  readonly leave: () => void;
}

/** What the editor of a file is made of. */
export function setupFor(path: string, { words, save, leave }: SetupOptions): Extension {
  const run =
    (action: () => void): Command =>
    () => {
      action();
      return true;
    };
  return [
    languageOf(path, words),
    Prec.high(keymap.of([{ key: 'Mod-s', run: run(save), preventDefault: true }])),
    basicSetup,
    keymap.of([indentWithTab]),
    // whatever is open in the editor is closed first
    Prec.lowest(keymap.of([{ key: 'Escape', run: run(leave) }])),
    lintGutter(),
    look,
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ 'aria-label': path }),
  ];
}

function languageOf(path: string, words: AskWords): Extension {
  const complete = (offer: Parameters<typeof completeWith>[1]): Extension => {
    // the same each time, or else what is being asked for would be asked for again
    const data = [{ autocomplete: completeWith(words, offer) }];
    return EditorState.languageData.of(() => data);
  };
  if (path.endsWith('.md')) {
    const keys = keymap.of([{ key: 'Mod-a', run: selectSlide }]);
    return [slidesMarkdown(), complete(offerInSlides(path)), foldedSlides(), Prec.high(keys)];
  }
  if (path === 'slides/deck.yaml') {
    return [
      yaml(),
      complete((line, { deckFields }, { state }) => {
        const present = [...state.doc.toString().matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name);
        return offerFields(line, deckFields, present);
      }),
    ];
  }
  if (/\.ya?ml$/.test(path)) return yaml();
  return path.endsWith('.json') ? [json(), complete(offerInSpec(path))] : [];
}

/** Selects the slide first, and all slides when that is selected already. */
const selectSlide: Command = ({ state, dispatch }) => {
  const { from, to, head } = state.selection.main;
  const slide = slideAround(state, head);
  if (!slide || (from <= slide.from && to >= slide.to)) return false;
  dispatch(state.update({ selection: { anchor: slide.from, head: slide.to }, userEvent: 'select' }));
  return true;
};
