import './marks.css';

/** A box with lines of text beside something. */
export interface Tooltip {
  readonly show: (lines: readonly string[], at: DOMRect) => void;
  readonly hide: () => void;
  readonly isShown: () => boolean;
}

export function createTooltip(): Tooltip {
  const box = document.createElement('div');
  box.className = 'mark-values';
  box.hidden = true;
  document.body.append(box);
  return {
    show(lines, at) {
      box.replaceChildren(
        ...lines.map((text) => Object.assign(document.createElement('div'), { textContent: text })),
      );
      box.hidden = false;
      const { width, height } = box.getBoundingClientRect();
      const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
      const above = at.top - height - 14;
      const below = Math.min(at.bottom + 14, innerHeight - height - 8);
      box.style.translate = `${left}px ${above > 8 ? above : below}px`;
    },
    hide() {
      box.hidden = true;
    },
    isShown: () => !box.hidden,
  };
}
