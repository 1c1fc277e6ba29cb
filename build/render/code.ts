import type { Block } from '../model/deck.ts';
import type { CodeLine } from '../model/talk.ts';
import type { BlockContext } from './block.ts';
import { attribute, type Html, html, join } from './html.ts';
import { takeStates } from './steps.ts';

/** Code with its tokens marked; each line is an element of its own where some are lit. */
export function renderCode(
  block: Extract<Block, { kind: 'code' }>,
  attributes: Html,
  context: BlockContext,
): Html {
  const { lang, text, lit } = block;
  const lines = context.talk.code.get(block) ?? text.split('\n').map((line): CodeLine => [{ text: line }]);
  const { state, marks } = takeStates(lit.length, context);
  const code =
    lit.length === 0
      ? join(lines.map(renderLine), '\n')
      : join(
          lines.map((line, n) => {
            const states = [...lit.keys()].filter((at) => lit[at]?.includes(n + 1));
            return html`<span class="line"${attribute('data-lit', states.join(' '))}>${renderLine(line)}\n</span>`;
          }),
        );
  return html`<pre${attributes}${state}><code${attribute('data-lang', lang)}>${code}</code>${marks}</pre>`;
}

function renderLine(line: CodeLine): Html {
  return join(
    line.map(({ text, kind }) =>
      kind === undefined ? html`${text}` : html`<span class="code-${kind}">${text}</span>`,
    ),
  );
}
