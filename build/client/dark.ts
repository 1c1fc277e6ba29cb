import type { Deck } from './reveal.ts';

/** Turns the slides dark for a dark room, and light again: key `d`. */
export function bindDark(deck: Deck): void {
  const status = document.createElement('p');
  status.className = 'unseen';
  status.role = 'status';
  document.body.append(status);
  deck.addKeyBinding({ keyCode: 68, key: 'D', description: 'Dark or light' }, () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
    status.textContent = dataset.theme === 'dark' ? 'Dark slides' : 'Light slides';
  });
}
