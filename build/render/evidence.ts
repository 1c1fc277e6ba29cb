import type { Run } from '../model/reference.ts';
import type { EvidenceSource, Page, Talk } from '../model/talk.ts';
import { type Html, html, join, raw } from './html.ts';
import { renderLabel } from './inline.ts';

/** What the talk says and shows, with what that rests on: by claim, then by source. Empty when it claims nothing. */
export function renderEvidence(talk: Talk): Html {
  const { claims, sources } = talk.evidence;
  if (claims.length === 0) return raw('');
  const pages = new Map<string, Page>();
  for (const page of talk.pages) if (!pages.has(page.slide.id)) pages.set(page.slide.id, page);
  const byId = new Map(sources.map((source) => [source.id, source]));
  const bySlide = [...pages.values()].flatMap((page) => {
    const own = claims.filter(({ slide }) => slide === page.slide.id);
    const rows = own.map(({ text, source }, n) => {
      const first =
        n === 0
          ? html`<th scope="rowgroup" rowspan="${own.length}">${slideLink(page)} ${renderLabel(page.slide.title, talk)}</th>`
          : raw('');
      return html`<tr>${first}<td>${text}</td><td>${sourceLink(byId.get(source))}</td></tr>`;
    });
    return rows.length === 0 ? [] : html`<tbody>${rows}</tbody>`;
  });
  const bySource = sources.map((source) => {
    const links = source.slides.flatMap((id) => pages.get(id) ?? []).map(slideLink);
    return html`<tr id="evidence-${source.id}"><th scope="row">${source.label}</th><td>${renderRuns(source.entry)}</td><td>${join(links, ', ')}</td></tr>`;
  });
  return html`<h2>Evidence by slide</h2>
<table class="by-slide"><thead><tr><th scope="col">Slide</th><th scope="col">Claim or figure</th><th scope="col">Rests on</th></tr></thead>${bySlide}</table>
<h2>Evidence by source</h2>
<table class="by-source"><thead><tr><th scope="col">Source</th><th scope="col">What it is</th><th scope="col">Slides</th></tr></thead><tbody>${bySource}</tbody></table>`;
}

function slideLink({ id, number }: Page): Html {
  return html`<a href="#${id}" aria-label="Slide ${number}">${number}</a>`;
}

function sourceLink(source: EvidenceSource | undefined): Html {
  return source ? html`<a href="#evidence-${source.id}">${source.label}</a>` : raw('');
}

/** A printed reference: titles in italics, addresses as links. */
export function renderRuns(runs: readonly Run[]): Html {
  return join(
    runs.map(({ text, em, href }) => {
      const words = em ? html`<cite>${text}</cite>` : html`${text}`;
      return href === undefined ? words : html`<a href="${href}" rel="noopener">${words}</a>`;
    }),
  );
}
