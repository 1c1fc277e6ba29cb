import type { Provenance } from './chart.ts';

/** `World Bank, BX.KLT.DINV.CD.WD. Million current US$. WDI 2021.`: short enough to stand under a chart. */
export function sourceText(sources: readonly Provenance[], unit: string | undefined): string {
  const [first, ...others] = sources;
  if (!first) return '';
  const more = others.map((other) => [whereFrom(other), edition(other)].filter(Boolean).join(', '));
  const sentences = [whereFrom(first), unit, edition(first), ...more].flatMap(
    (part) => part?.replace(/\.$/, '') || [],
  );
  return sentences.length === 0 ? '' : `${sentences.join('. ')}.`;
}

function whereFrom({ publisher, title, indicator = title }: Provenance): string {
  return [publisher, indicator].filter(Boolean).join(', ');
}

function edition({ vintage, retrieved }: Provenance): string {
  return [vintage, retrieved && `Retrieved ${retrieved}`].filter(Boolean).join('. ');
}
