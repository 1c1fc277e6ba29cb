import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Text } from '@codemirror/state';
import type { ShownDiagnostic } from '../../../model/patch.ts';
import { dispatch, type OpenFile } from './file.ts';

/** Shows what is wrong with a file in its margin and under its words. */
export function showInMargin(file: OpenFile, diagnostics: readonly ShownDiagnostic[]): void {
  // told of the text that was saved, to which more may have been written since
  const saved = Text.of(file.base.split('\n'));
  const found = diagnostics
    .filter((diagnostic) => diagnostic.file === file.path)
    .map((diagnostic): Diagnostic => {
      const { severity, rule, message, hint, line: number = 1, column = 1, length = 0 } = diagnostic;
      const line = saved.line(Math.min(number, saved.lines));
      const start = Math.min(line.from + column - 1, line.to);
      const [from, to] = [start, Math.min(start + length, line.to)].map((at) => file.pending.mapPos(at, 1));
      return {
        from: from ?? 0,
        to: Math.max(from ?? 0, to ?? 0),
        severity,
        message,
        renderMessage: () => told(rule, message, hint),
      };
    });
  dispatch(file, setDiagnostics(file.state, found));
}

function told(rule: string, message: string, hint: string | undefined): HTMLElement {
  const box = document.createElement('div');
  box.className = 'told';
  const parts = [part('p', message), ...(hint === undefined ? [] : [part('p', hint)]), part('code', rule)];
  parts[1]?.classList.toggle('hint', hint !== undefined);
  box.append(...parts);
  return box;
}

function part(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
