import type { Fault, Finding } from '../../model/fault.ts';

/** A finding with the element that shows it; of those of a kind in one `room` only the worst is told. */
export interface Found {
  readonly finding: Finding;
  readonly element: Element;
  readonly room: Element;
  readonly severity: number;
}

const told = new WeakMap<Element, Set<string>>();

/** What has not been found at an earlier step: the worst of each kind in each room, and how many more there are. */
export function fresh(found: readonly Found[], page: string, step: number): Fault[] {
  const groups = new Map<Element, Map<string, Found[]>>();
  for (const one of found) {
    const kinds = groups.get(one.room) ?? new Map<string, Found[]>();
    const kind = kindOf(one.finding);
    groups.set(one.room, kinds.set(kind, [...(kinds.get(kind) ?? []), one]));
  }
  return [...groups].flatMap(([room, kinds]) => {
    const before = told.get(room) ?? new Set();
    told.set(room, before);
    return [...kinds].flatMap(([kind, alike]) => {
      const [worst] = alike.sort((a, b) => b.severity - a.severity);
      if (!worst || before.has(kind)) return [];
      before.add(kind);
      return faultOf(worst, page, step, new Set(alike.map(({ element }) => element)).size - 1);
    });
  });
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
