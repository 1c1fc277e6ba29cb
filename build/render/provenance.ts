import type { Config } from '../model/config.ts';
import type { BuildRecord } from '../model/record.ts';
import { type Html, html } from './html.ts';

/** What the last slide of slides.pdf says of how it was made; there is little room. */
export function slideProvenance({ deck, allData, version }: BuildRecord, { date }: Config): string {
  const parts = [`Deck ${deck}`, allData && `data ${allData}`, date, `Lectern ${version}`];
  return parts.filter(Boolean).join(' · ');
}

export function renderSlideProvenance(record: BuildRecord, config: Config): Html {
  return html`<p class="provenance" lang="en" dir="ltr">${slideProvenance(record, config)}</p>`;
}

/** On the last page of the handout: the same, with each data file. */
export function renderProvenance({ deck, data, version }: BuildRecord, { date }: Config): Html {
  const parts = [`Deck version ${deck}`, date, `Lectern ${version}`];
  const files = data.map(({ path, digest }) => `${path} ${digest}`).join(', ');
  const from = files && html`<p>Data: ${files}</p>`;
  return html`<footer class="provenance" lang="en" dir="ltr"><p>${parts.filter(Boolean).join(' · ')}</p>${from}</footer>`;
}

/** Where it stands on a slide, whatever the theme: at the lower edge, in the ink of the slide. */
export const slideProvenanceStyle = `.slide > .provenance { position: absolute; inset-block-end: 5px; inset-inline-start: var(--margin, 80px); margin: 0; color: inherit; font: 400 10px / 1.2 var(--sans, sans-serif) }`;
