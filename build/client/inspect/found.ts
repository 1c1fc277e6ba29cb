import type { Fault, Finding } from '../../model/fault.ts';

/** A finding with the element that shows it; of those of a kind in one `room` only the worst is told. */
export interface Found {
  readonly finding: Finding;
  readonly element: Element;
  readonly room: Element;
  readonly severity: number;
}

/** The worst of each kind in each room, at the step where it comes, and how many more there are; `steps` by step. */
export function worst(steps: readonly (readonly Found[])[], page: string): Fault[] {
  const rooms = new Map<Element, Map<string, { found: Found; step: number; elements: Set<Element> }>>();
  for (const [step, all] of steps.entries()) {
    for (const found of all) {
      const kinds = rooms.get(found.room) ?? new Map();
      rooms.set(found.room, kinds);
      const before = kinds.get(kindOf(found.finding));
      const elements = (before?.elements ?? new Set()).add(found.element);
      const isWorse = !before || found.severity > before.found.severity;
      kinds.set(kindOf(found.finding), { ...(isWorse ? { found, step } : before), elements });
    }
  }
  return [...rooms.values()]
    .flatMap((kinds) => [...kinds.values()])
    .map(({ found, step, elements }) => faultOf(found, page, step, elements.size - 1));
}

function kindOf(finding: Finding): string {
  return finding.kind === 'access' ? `access ${finding.rule}` : finding.kind;
}

function faultOf({ finding, element }: Found, page: string, step: number, more: number): Fault {
  const isInside = element.closest('.slides > section') !== null;
  const at = element.closest('.slides > section [data-at]')?.getAttribute('data-at') ?? undefined;
  return {
    finding,
    page: isInside ? page : undefined,
    step,
    at,
    element: nameOf(element),
    words: wordsOf(element),
    more,
  };
}

/** Tag and classes, those left out that Reveal gives and takes. */
function nameOf(element: Element): string {
  const classes = (element.getAttribute('class') ?? '')
    .split(/\s+/)
    .filter((name) => name !== '' && !/^(?:visible|current-fragment|present|past|future)$/.test(name));
  return [element.tagName.toLowerCase(), ...classes].join('.');
}

/** The words of an element, lines of a chart's text apart. */
export function wordsOf(element: Element): string {
  const lines = element.tagName === 'text' ? [...element.childNodes] : [element];
  const words = lines.map((line) => line.textContent ?? '').join(' ');
  return words.trim().replace(/\s+/g, ' ').slice(0, 60);
}
