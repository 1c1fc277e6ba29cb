/** The keys that the speaker's window hands on, with the codes that Reveal knows them by. */
export const handedOn: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', 37],
  ['ArrowRight', 39],
  ['PageUp', 33],
  ['PageDown', 34],
  ['Home', 36],
  ['End', 35],
  [' ', 32],
  ['Escape', 27],
  ['n', 78],
  ['p', 80],
  ['b', 66],
  ['.', 190],
  ['t', 84],
  ['e', 69],
  ['d', 68],
]);

/** As if one of these keys had been pressed here. */
export function press(key: string): void {
  const keyCode = handedOn.get(key);
  if (keyCode === undefined) return;
  const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
  // a browser closes dialogs only for keys of its own
  if (dialog && key === 'Escape') {
    dialog.close();
    return;
  }
  // the talk is to go on, whatever was last operated on the wall
  const operated = dialog ? null : document.activeElement?.closest<HTMLElement>('input, select, svg.chart');
  operated?.blur();
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }));
}
