import './speaker-notice.css';

let box: HTMLElement | undefined;

/** A small message over the deck, until it is closed or another takes its place. */
export function showNotice(text: string): void {
  hideNotice();
  box = document.createElement('div');
  box.className = 'speaker-notice';
  box.role = 'alert';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', hideNotice);
  box.append(text, close);
  document.body.append(box);
}

export function hideNotice(): void {
  box?.remove();
  box = undefined;
}
