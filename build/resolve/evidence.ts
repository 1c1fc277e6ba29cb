import type { Chart, Table } from '../model/chart.ts';
import type { Inline, Slide } from '../model/deck.ts';
import { sourceText } from '../model/provenance.ts';
import type { Citation } from '../model/reference.ts';
import { positionOf } from '../model/source.ts';
import type { Claim, Evidence, EvidenceSource, Talk } from '../model/talk.ts';
import { plainText } from '../model/text.ts';
import { inlinesIn, shownBlocks, shownLines } from '../model/walk.ts';

/** Every claim and figure of the slides with what it rests on, in the order of the slides. */
export function findEvidence(
  slides: readonly Slide[],
  { citations, labels }: Pick<Talk, 'citations' | 'labels'>,
): Evidence {
  const charts = slides.flatMap(chartsOf);
  const sources = new Map<string, { source: EvidenceSource; slides: string[] }>();
  const claims: Claim[] = [];
  const claim = (slide: Slide, text: string, source: Omit<EvidenceSource, 'slides'>): void => {
    const known = sources.get(source.id) ?? { source: { ...source, slides: [] }, slides: [] };
    if (!known.slides.includes(slide.id)) known.slides.push(slide.id);
    sources.set(source.id, known);
    const isSaid = claims.some(
      (other) => other.slide === slide.id && other.text === text && other.source === source.id,
    );
    if (!isSaid) claims.push({ text, slide: slide.id, source: source.id });
  };
  const titles = new Map(slides.map(({ id, title }) => [id, title]));
  const sentence = (line: readonly Inline[]): string => plainText(withTitles(line, titles), citations);
  for (const slide of slides) {
    for (const line of shownLines(slide)) {
      for (const inline of inlinesIn(line)) {
        if (inline.kind === 'value' && inline.query)
          claim(slide, plainText(inline.children), dataSource(inline.query.table, charts));
        if (inline.kind !== 'cite') continue;
        for (const { key } of inline.items) {
          const citation = citations.get(key);
          if (citation) claim(slide, shortened(sentence(line)), referenceSource(citation));
        }
      }
    }
    for (const block of shownBlocks(slide)) {
      if (block.kind === 'chart') {
        const text = [labels.get(block), block.chart.caption || block.chart.alt].filter(Boolean).join(': ');
        claim(slide, shortened(text), chartSource(block.chart, charts));
      }
    }
  }
  return {
    claims,
    sources: [...sources.values()].map(({ source, slides }) => ({ ...source, slides })),
  };
}

/** A line in which links to slides have their titles for words where they have none of their own. */
function withTitles(line: readonly Inline[], titles: ReadonlyMap<string, readonly Inline[]>): Inline[] {
  return line.map((inline): Inline => {
    if (inline.kind === 'ref' && inline.children.length === 0)
      return { ...inline, children: titles.get(inline.target) ?? [] };
    return 'children' in inline ? { ...inline, children: withTitles(inline.children, titles) } : inline;
  });
}

function chartsOf(slide: Slide): Chart[] {
  return [...shownBlocks(slide)].flatMap((block) => (block.kind === 'chart' ? block.chart : []));
}

function referenceSource({ reference, entry, authorDate }: Citation): Omit<EvidenceSource, 'slides'> {
  const label = authorDate?.full ?? `[${reference.mark}]`;
  return { id: `ref-${reference.id}`, kind: 'reference', label, entry };
}

/** A data file, with what its sidecar or a chart made from it says of its source. */
function dataSource(table: Table, charts: readonly Chart[]): Omit<EvidenceSource, 'slides'> {
  const chart = charts.find(({ tables }) => tables.includes(table));
  const sources = table.sidecar ? [table.sidecar.source] : (chart?.sources ?? []);
  const text = sourceText(sources, table.sidecar?.unit ?? chart?.unit);
  const { url, licence, note } = sources[0] ?? {};
  const more = [text, licence && `Licence: ${licence}.`, note].filter(Boolean).join(' ');
  const entry = [{ text: more }, ...(url ? [{ text: ' ' }, { text: url, href: url }] : [])];
  return { id: `data-${table.path}`, kind: 'data', label: table.path.replace(/^charts\/data\//, ''), entry };
}

/** A chart rests on its first data file, or on itself when its data stand in it. */
function chartSource(chart: Chart, charts: readonly Chart[]): Omit<EvidenceSource, 'slides'> {
  const [table] = chart.tables;
  if (table) return dataSource(table, charts);
  const entry = [{ text: sourceText(chart.sources, chart.unit) }];
  const { path } = chart.source;
  // a file of slides may hold several charts in fences
  const label = path.endsWith('.md') ? `${path}:${positionOf(chart.spanOf([])).line}` : path;
  return { id: `data-${label}`, kind: 'data', label, entry };
}

function shortened(text: string): string {
  if (text.length <= 110) return text;
  return `${text.slice(0, 110).replace(/\s+\S*$/, '')} …`;
}
