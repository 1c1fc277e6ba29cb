/** What can be done with the keyboard: the one list that the help shows and that decides which keys are the deck's. */
export interface KeyGroup {
  readonly name: string;
  readonly entries: readonly KeyEntry[];
}

export interface KeyEntry {
  /** As in `KeyboardEvent.key`, letters small, `Shift+` or `Control+` before them. */
  readonly keys: readonly string[];
  readonly does: string;
  /** Whether only decks that carry their source have it. */
  readonly ofSource?: true;
}

export const keyGroups: KeyGroup[] = [
  {
    name: 'Moving',
    entries: [
      { keys: ['ArrowRight', 'ArrowDown', ' ', 'PageDown'], does: 'Next step or slide' },
      { keys: ['ArrowLeft', 'ArrowUp', 'Shift+ ', 'PageUp'], does: 'Back by a step or slide' },
      { keys: ['Home'], does: 'First slide' },
      { keys: ['End'], does: 'Last slide' },
    ],
  },
  {
    name: 'Finding',
    entries: [
      { keys: ['o', 'Escape'], does: 'All slides at a glance' },
      { keys: ['/', 'Control+f'], does: 'Search the slides' },
      { keys: ['g'], does: 'Go to a number or panel' },
    ],
  },
  {
    name: 'Looking closer',
    entries: [
      { keys: ['t'], does: 'Data behind the charts' },
      { keys: ['e'], does: 'Evidence: what the talk rests on' },
      { keys: ['u'], does: 'Source of this slide', ofSource: true },
    ],
  },
  {
    name: 'Presenting',
    entries: [
      { keys: ['s'], does: 'Speaker’s window' },
      { keys: ['b', '.'], does: 'Black screen, and back' },
      { keys: ['d'], does: 'Dark slides, and back' },
      { keys: ['f'], does: 'Full screen' },
      { keys: ['?'], does: 'This help' },
    ],
  },
];

const listed = new Set(keyGroups.flatMap(({ entries }) => entries.flatMap(({ keys }) => keys)));
const moving = new Set(keyGroups[0]?.entries.flatMap(({ keys }) => keys));

/** The name that the list has for a pressed key; letters by their place where a keyboard has other letters. */
export function nameOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const letter = /^[^ -~]$/.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  const name = letter ?? key;
  const held = [
    ctrlKey || metaKey ? 'Control+' : '',
    altKey ? 'Alt+' : '',
    // signs such as ? need the key on most keyboards, which says nothing
    shiftKey && (name === ' ' || name.length > 1) ? 'Shift+' : '',
  ];
  return held.join('') + (name.length === 1 ? name.toLowerCase() : name);
}

/** Whether Reveal may act on a key: it knows more than the list, and in the reading view the page itself moves. */
export function isListed(event: KeyboardEvent, isReading: boolean): boolean {
  const name = nameOf(event);
  return listed.has(name) && !(isReading && moving.has(name));
}

/** Runs something when one of the keys is pressed, unless somebody is writing or `isMeant` says that another is meant. */
export function onKey(
  keys: readonly string[],
  run: () => void,
  isMeant: (event: KeyboardEvent) => boolean = () => true,
): void {
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.defaultPrevented || !keys.includes(nameOf(event)) || !isMeant(event)) return;
    const field = target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
    if (field && field.getClientRects().length > 0) return;
    event.preventDefault();
    run();
  });
}

/** Has the list give a letter to something else; with Shift held, it does what it did before. */
export function lendKey(letter: string, does: string): void {
  for (const [n, { name, entries }] of keyGroups.entries()) {
    const lender = entries.find(({ keys }) => keys.includes(letter));
    if (!lender) continue;
    const moved = { ...lender, keys: lender.keys.map((key) => (key === letter ? `Shift+${key}` : key)) };
    const others = entries.map((entry) => (entry === lender ? moved : entry));
    keyGroups[n] = { name, entries: [{ keys: [letter], does }, ...others] };
  }
}
