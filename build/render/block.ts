import type { Chart } from '../model/chart.ts';
import type { AlertKind, Block, BlockKind, Cell } from '../model/deck.ts';
import { sourceText } from '../model/provenance.ts';
import type { Span } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { renderCode } from './code.ts';
import { attribute, type Html, html, join, raw } from './html.ts';
import { renderImage, renderInlines } from './inline.ts';
import { fragment, nextStep, type Steps, takeStates } from './steps.ts';

type Kind<K extends BlockKind> = Extract<Block, { kind: K }>;

/** How blocks are rendered: for which talk, and whether list items come one by one. */
export interface BlockContext {
  readonly talk: Talk;
  readonly incremental: boolean;
  /** Undefined where nothing steps, as in notes. */
  readonly steps: Steps | undefined;
  /** Whether elements say where they stand in their slide's file, for checks. */
  readonly located?: boolean;
}

/** `data-at`: where something stands, and in which file, where that is to be said. */
export function place(at: Span | undefined, located: boolean | undefined): Html {
  return located && at ? attribute('data-at', `${at.start}-${at.end} ${at.source.path}`) : raw('');
}

export function renderBlocks(blocks: readonly Block[], context: BlockContext): Html {
  const pieces: Html[] = [];
  let paused: number | undefined;
  for (const block of blocks) {
    if (block.kind === 'pause') paused = nextStep(context);
    else pieces.push(renderBlock(block, context, paused));
  }
  return join(pieces, '\n');
}

/** Renders a block; `step` is the number of the step that reveals it, if one does. */
function renderBlock(block: Exclude<Block, { kind: 'pause' }>, context: BlockContext, step?: number): Html {
  const { talk, located } = context;
  const at = place(block.span, located);
  const reveal = html`${fragment(step, context)}${at}`;
  const figure = html`${fragment(step, context, 'figure')}${at}`;
  switch (block.kind) {
    case 'heading': {
      const tag = `h${Math.max(2, block.depth)}`;
      return html`<${raw(tag)}${reveal}>${renderInlines(block.children, talk)}</${raw(tag)}>`;
    }
    case 'paragraph':
      return html`<p${reveal}>${renderInlines(block.children, talk)}</p>`;
    case 'list': {
      const tag = raw(block.ordered ? 'ol' : 'ul');
      const start = block.ordered && block.start !== 1 ? attribute('start', block.start) : '';
      const items = block.items.map((item) => renderItem(item, context));
      return html`<${tag}${start}${reveal}>${items}</${tag}>`;
    }
    case 'quote':
      if (block.alert)
        return renderAlert(
          block.alert,
          block.blocks,
          html`${fragment(step, context, `alert alert-${block.alert}`)}${at}`,
          context,
        );
      return html`<blockquote${reveal}>${renderBlocks(block.blocks, context)}</blockquote>`;
    case 'code':
      return renderCode(block, reveal, context);
    case 'math':
      return html`<div${fragment(step, context, 'formula')}${at}>${raw(talk.formulas.get(block) ?? '')}</div>`;
    case 'table':
      return renderTable(block, reveal, context);
    case 'chart':
      return renderChart(block, figure, context);
    case 'image': {
      const { image } = block;
      const caption =
        image.caption && html`<figcaption>${renderCaption(block, image.caption, talk)}</figcaption>`;
      return html`<figure${figure}>${renderImage(image)}${caption}</figure>`;
    }
    case 'html':
      return step === undefined ? raw(block.html) : html`<div${reveal}>${raw(block.html)}</div>`;
    case 'broken':
      return raw('');
    case 'columns': {
      const widths = block.columns.map(({ width }) => `minmax(0, ${Number((width * 100).toFixed(2))}fr)`);
      const columns = block.columns.map(
        (column) => html`<div class="column">${renderBlocks(column.blocks, context)}</div>`,
      );
      return html`<div${fragment(step, context, 'side-by-side')}${at} style="grid-template-columns: ${widths.join(' ')}">${columns}</div>`;
    }
    case 'step':
      return html`<div${fragment(nextStep(context), context, 'step')}>${renderBlocks(block.blocks, context)}</div>`;
  }
}

/** A quote that is an alert, under its name. */
function renderAlert(
  kind: AlertKind,
  blocks: readonly Block[],
  attributes: Html,
  context: BlockContext,
): Html {
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return html`<div role="note"${attributes}><p class="alert-name">${name}</p>${renderBlocks(blocks, context)}</div>`;
}

/** A list item; its only paragraph stands without a `<p>`. */
function renderItem(blocks: readonly Block[], context: BlockContext): Html {
  const step = context.incremental ? nextStep(context) : undefined;
  const [first, ...rest] = blocks;
  const head = first?.kind === 'paragraph' ? renderInlines(first.children, context.talk) : undefined;
  const body = head ? html`${head}${renderBlocks(rest, context)}` : renderBlocks(blocks, context);
  return html`<li${fragment(step, context)}${place(first?.span, context.located)}>${body}</li>`;
}

function renderTable(table: Kind<'table'>, reveal: Html, { talk, located }: BlockContext): Html {
  const { header, rows, align } = table;
  const side = (n: number): Html => attribute('class', align[n] ?? undefined);
  const cell = (content: Cell, n: number): Html =>
    n === 0
      ? html`<th scope="row"${side(n)}>${renderInlines(content, talk)}</th>`
      : html`<td${side(n)}>${renderInlines(content, talk)}</td>`;
  // a corner that says nothing heads nothing
  const head = header.map((content, n) =>
    content.length === 0
      ? raw('<td></td>')
      : html`<th scope="col"${side(n)}>${renderInlines(content, talk)}</th>`,
  );
  const body = rows.map((row) => html`<tr${place(row.flat()[0]?.span, located)}>${row.map(cell)}</tr>`);
  const label = talk.labels.get(table);
  const caption = label === undefined ? raw('') : html`<caption>${label}</caption>`;
  return html`<table${reveal}>${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A chart and its caption; each of its states after the first is a step, which an empty element stands for. */
function renderChart(block: Kind<'chart'>, attributes: Html, context: BlockContext): Html {
  const { chart } = block;
  const { talk } = context;
  const svg = raw(talk.drawings.get(chart)?.svg ?? '');
  const source = sourceText(chart.sources, chart.unit);
  const { state, marks } = takeStates(chart.states.length, context);
  return html`<figure${attributes}${state}>${svg}<figcaption>${stateCaptions(chart)}${renderCaption(block, chart.caption, talk)}${
    source && html`<span class="source">Source: ${source}</span>`
  }</figcaption>${marks}</figure>`;
}

/** The captions of a chart's states, one over the other. */
function stateCaptions({ states }: Chart): Html {
  if (states.length === 0) return raw('');
  const captions = states.map(({ caption }, n) => html`<span data-states="${n}">${caption}</span>`);
  return html`<span class="states">${captions}</span> `;
}

/** `Figure 3. What it is`, as far as there is something to say. */
function renderCaption(block: Block, caption: string, talk: Talk): Html {
  const label = talk.labels.get(block);
  if (label === undefined && caption === '') return raw('');
  const number = label === undefined ? raw('') : html`<span class="number">${label}</span>. `;
  return html`<span class="caption">${number}${caption}</span> `;
}
