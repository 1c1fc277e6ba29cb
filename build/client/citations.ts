/** Shows a reference's text beside its mark, on hover and on focus. */
export function bindCitations(): void {
  const box = document.createElement('div');
  box.className = 'reference-text';
  box.id = 'reference-text';
  box.role = 'tooltip';
  box.hidden = true;
  document.body.append(box);
  let current: Element | undefined;

  const hide = (): void => {
    box.hidden = true;
    current?.removeAttribute('aria-describedby');
    current = undefined;
  };
  const show = ({ target }: Event): void => {
    const mark = target instanceof Element ? target.closest('.cite a[href^="#ref-"]') : null;
    if (!mark || mark === current) return;
    const entry = document.getElementById(mark.getAttribute('href')?.slice(1) ?? '')?.querySelector('.entry');
    if (!entry) return;
    hide();
    current = mark;
    box.textContent = entry.textContent;
    box.hidden = false;
    mark.setAttribute('aria-describedby', box.id);
    const at = mark.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
    const above = at.top - height - 8;
    box.style.translate = `${left}px ${above > 8 ? above : at.bottom + 8}px`;
  };
  const leave = ({ target }: Event): void => {
    if (current && target instanceof Node && current.contains(target)) hide();
  };
  document.addEventListener('pointerover', show);
  document.addEventListener('focusin', show);
  document.addEventListener('pointerout', leave);
  document.addEventListener('focusout', leave);
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !current) return;
      hide();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
