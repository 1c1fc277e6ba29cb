import { announce } from './announce.ts';
import { onKey } from './keys.ts';

/** Turns the slides dark for a dark room, and light again: key `d`. */
export function bindDark(): void {
  onKey(['d'], () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
    announce(dataset.theme === 'dark' ? 'Dark slides' : 'Light slides');
  });
}
