import type axe from 'axe-core';
import type { Finding } from '../../model/fault.ts';
import type { Found } from './found.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on a slide, or on the whole page as it stands. */
export function axeFindings(within: Element | Document): Promise<Found[]> {
  return within instanceof Document ? findings(within) : alone(within, () => findings(within));
}

/** Does something while the other slides are empty: axe-core goes through the whole document each time. */
async function alone<T>(slide: Element, run: () => Promise<T>): Promise<T> {
  const others = [...document.querySelectorAll('.slides > section')].filter((other) => other !== slide);
  const contents = others.map((other) => {
    const content = document.createDocumentFragment();
    content.append(...other.childNodes);
    return content;
  });
  try {
    return await run();
  } finally {
    for (const [n, other] of others.entries()) other.append(contents[n] ?? '');
  }
}

async function findings(within: Element | Document): Promise<Found[]> {
  const { violations } = await window.axe.run(within, {
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
    elementRef: true,
    // all that there is stands in the file
    preload: false,
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.flatMap(({ element, any, impact }): Found[] => {
      if (!element) return [];
      const { contrastRatio = 0, expectedContrastRatio = '' } = any[0]?.data ?? {};
      const finding: Finding =
        id === 'color-contrast'
          ? { kind: 'contrast', ratio: contrastRatio, least: Number.parseFloat(expectedContrastRatio) }
          : { kind: 'access', rule: id, impact: impact ?? 'minor', help };
      // it takes formulas for nothing
      if (id.startsWith('empty-') && element.querySelector('math')) return [];
      // of charts' text we judge ourselves, on the shapes under it
      if (finding.kind === 'contrast' && element.closest('svg')) return [];
      return [{ finding, element, room: element, severity: 1 }];
    }),
  );
}
