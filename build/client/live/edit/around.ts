import { codeFolding, foldEffect, unfoldAll } from '@codemirror/language';
import { EditorSelection, type EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { offsetOf } from '../../../model/source.ts';
import { splitSlides } from '../../../read/split.ts';

/** A stretch of a text, in UTF-16 code units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the slides of a file stand in its text, from the first line of each to the end of its last. */
export function slidesIn(text: string): Stretch[] {
  const nothing = { list: () => [], read: () => ({ kind: 'missing' as const }) };
  const context = { files: nothing, report: () => undefined, trustHtml: false };
  return splitSlides({ path: '', text }, context).map(({ span }) => {
    const from = offsetOf(span);
    return { from, to: from + span.source.text.trimEnd().length };
  });
}

/** The slide that a place belongs to. */
export function slideAround(state: EditorState, at: number): Stretch | undefined {
  const slides = slidesIn(state.doc.toString());
  return slides.findLast(({ from }) => from <= at) ?? slides[0];
}

/** Shows one slide of a file and folds away the others above and below it; the cursor goes to its text. */
export function showSlide(view: EditorView, index: number, head?: number): void {
  const slides = slidesIn(view.state.doc.toString());
  const slide = slides[Math.min(index, slides.length - 1)];
  unfoldAll(view);
  if (!slide) return;
  const end = view.state.doc.length;
  const next = slides[index + 1];
  const folds = [
    ...(index > 0 ? [{ from: 0, to: slide.from - 1 }] : []),
    // the line that parts them goes with what it opens
    ...(next ? [{ from: separatorAbove(view.state, next.from, slide.to), to: end }] : []),
  ];
  view.dispatch({
    selection: EditorSelection.cursor(head ?? bodyOf(view.state, slide)),
    effects: [
      ...folds.map((fold) => foldEffect.of(fold)),
      EditorView.scrollIntoView(index > 0 ? 0 : slide.from, { y: 'start' }),
    ],
  });
}

/** The start of the last line `---` between two slides, or that of the lower one itself. */
function separatorAbove({ doc }: EditorState, start: number, end: number): number {
  for (let { number } = doc.lineAt(start); number > 1; number--) {
    const line = doc.line(number);
    if (line.from <= end) break;
    if (line.text.trimEnd() === '---') return line.from;
  }
  return start;
}

/** The first line below the front matter. */
function bodyOf({ doc }: EditorState, { from, to }: Stretch): number {
  const text = doc.sliceString(from, to);
  const head = /^---\n(?:.*\n)*?---[ \t]*\n\s*/.exec(text);
  return from + (head && head[0].length <= text.length ? head[0].length : 0);
}

/** Says in place of slides that are folded away how many they are. */
export function foldedSlides(): Extension {
  return codeFolding({
    preparePlaceholder({ doc }, { from, to }) {
      const count = slidesIn(doc.toString()).filter((slide) => slide.from >= from && slide.from < to).length;
      const where = from === 0 ? 'above' : to === doc.length ? 'below' : '';
      return count === 0 || where === '' ? '…' : `${count} ${count === 1 ? 'slide' : 'slides'} ${where}`;
    },
    placeholderDOM(_, unfold, words: string) {
      const place = document.createElement('button');
      place.className = 'folded';
      place.type = 'button';
      place.tabIndex = -1;
      place.textContent = words;
      place.title = 'Show';
      place.addEventListener('click', unfold);
      return place;
    },
  });
}
