/** A dialog over the deck: keys stay in it; Escape, its × and a click beside it close it. Its content is put before the ×. */
export function createDialog(className: string, label: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = `over ${className}`;
  dialog.setAttribute('aria-label', label);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'close';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  // the deck's own keys are not meant; a dialog that was just closed may still have the focus
  dialog.addEventListener('keydown', (event) => {
    if (dialog.open) event.stopPropagation();
  });
  document.body.append(dialog);
  return dialog;
}
