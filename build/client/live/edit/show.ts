import type { StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ShownDiagnostic } from '../../../model/patch.ts';
import { showSlide, slidesIn } from './around.ts';
import { type OpenFile, textOf } from './file.ts';
import type { Keeper } from './keeper.ts';
import { showInMargin } from './margin.ts';
import { createTable, isTable, type Table } from './table.ts';

/** What of a file is to be seen: one of its slides, a line, or what was seen last. */
export interface Spot {
  readonly slide?: number;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly isFocused: boolean;
}

/** What shows the one file that is shown: as text, or data as a table. */
export interface Show {
  readonly file: () => OpenFile | undefined;
  readonly show: (file: OpenFile, spot: Spot) => void;
  readonly update: () => void;
  readonly mark: (diagnostics: readonly ShownDiagnostic[]) => void;
  readonly clear: () => void;
  readonly focus: () => void;
  /** Has the cursor in sight where the room has changed. */
  readonly reveal: () => void;
  readonly isFocused: () => boolean;
}

export interface ShowOptions {
  readonly body: HTMLElement;
  readonly root: ShadowRoot;
  readonly keeper: Keeper;
  readonly leave: () => void;
  /** Told when a file is shown in another way. */
  readonly changed: (file: OpenFile) => void;
}

export function createShow({ body, root, keeper, leave, changed }: ShowOptions): Show {
  let file: OpenFile | undefined;
  let table: Table | undefined;
  /** Data files that are read as text. */
  const asText = new Set<OpenFile>();
  const places = new WeakMap<OpenFile, StateEffect<unknown>>();
  let told: readonly ShownDiagnostic[] = [];

  function clear(): void {
    if (file?.view) {
      places.set(file, file.view.scrollSnapshot());
      file.view.destroy();
      file.view = undefined;
    }
    table = undefined;
    file = undefined;
    body.replaceChildren();
  }

  function present(next: OpenFile): void {
    clear();
    file = next;
    if (isTable(next.path) && !asText.has(next)) {
      table = createTable(next, {
        edit: (spec) => keeper.took(next, [next.state.update(spec)]),
        run: (command) =>
          void command({ state: next.state, dispatch: (transaction) => keeper.took(next, [transaction]) }),
        save: () => void keeper.save(next),
        leave,
        asText() {
          asText.add(next);
          present(next);
          mark(told);
          changed(next);
        },
      });
      body.append(table.element);
      return;
    }
    const scrollTo = places.get(next);
    next.view = new EditorView({
      state: next.state,
      parent: body,
      root,
      ...(scrollTo ? { scrollTo } : {}),
      dispatchTransactions(transactions, view) {
        view.update(transactions);
        keeper.took(next, transactions);
      },
    });
  }

  function mark(diagnostics: readonly ShownDiagnostic[]): void {
    told = diagnostics;
    if (table) table.mark(diagnostics);
    else if (file) showInMargin(file, diagnostics);
  }

  function isFocused(): boolean {
    return root.activeElement !== null && body.contains(root.activeElement);
  }

  return {
    file: () => file,
    show(next, { slide, line, column = 1, isFocused: wanted }) {
      const hadFocus = isFocused();
      if (next !== file) present(next);
      if (table && line !== undefined) table.goTo(line);
      const { view } = next;
      if (view && slide !== undefined) showSlide(view, slide);
      else if (view && line !== undefined) goTo(view, next, line, column);
      if (wanted || hadFocus) (table ?? view)?.focus();
    },
    update: () => table?.update(),
    mark,
    clear,
    focus: () => (table ?? file?.view)?.focus(),
    reveal() {
      requestAnimationFrame(() => {
        const { view } = file ?? {};
        view?.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
      });
    },
    isFocused,
  };
}

function goTo(view: EditorView, file: OpenFile, number: number, column: number): void {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  const head = Math.min(line.from + column - 1, line.to);
  if (file.path.endsWith('.md')) {
    const index = slidesIn(textOf(file)).findLastIndex(({ from }) => from <= head);
    showSlide(view, Math.max(0, index), head);
  }
  view.dispatch({ selection: { anchor: head }, effects: EditorView.scrollIntoView(head, { y: 'center' }) });
}
