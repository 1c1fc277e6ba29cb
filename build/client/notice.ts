/** Shows a short message over the deck for a while; a screen reader says it too. */
export function notify(text: string): void {
  document.querySelector('.notice')?.remove();
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.role = 'status';
  document.body.append(notice);
  // what is put into a status that is there already is what is read
  notice.textContent = text;
  setTimeout(() => notice.remove(), 8000);
}
