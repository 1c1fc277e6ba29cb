import type { Deck } from './reveal.ts';

/** The deck's bar for those without a keyboard: back, on, and what can be opened, by name. */
export function bindControls(deck: Deck, openers: Readonly<Record<string, (() => void) | undefined>>): void {
  const bar = document.createElement('nav');
  bar.className = 'bar';
  bar.setAttribute('aria-label', 'Deck');
  const menu = button('Menu', () => show(!bar.classList.contains('shown')));
  menu.classList.add('menu');
  const show = (shown: boolean): void => {
    bar.classList.toggle('shown', shown);
    menu.ariaExpanded = String(shown);
  };
  show(false);
  const turns = [button('‹', () => deck.prev(), 'Back'), button('›', () => deck.next(), 'On')];
  for (const turn of turns) turn.classList.add('turn');
  const doors = Object.entries(openers).flatMap(([name, open]) =>
    open
      ? button(name, () => {
          show(false);
          open();
        })
      : [],
  );
  bar.append(menu, ...turns, ...doors);
  document.querySelector('.reveal')?.append(bar);
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !bar.contains(target)) show(false);
  });
}

function button(text: string, run: () => void, label?: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', run);
  return made;
}
