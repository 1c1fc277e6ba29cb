import Reveal from 'reveal.js';
import { bindAnnex } from './annex.ts';
import { bindCitations } from './citations.ts';
import { bindDark } from './dark.ts';
import { bindData } from './data.ts';
import { bindFind } from './find.ts';
import { bindMarks } from './marks.ts';
import { bindOperable } from './operate.ts';
import { bindSpeaker } from './speaker.ts';
import { bindStates } from './states.ts';

// Reveal’s styles for paper would undo the slides’ own
document.documentElement.classList.add('print-pdf');

const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  // slides lay themselves out as columns
  display: 'flex',
  // the scrolled view for phones would lose the address of a slide
  scrollActivationWidth: 0,
  hash: true,
  rtl: document.documentElement.dir === 'rtl',
  transition: 'none',
  backgroundTransition: 'none',
  slideNumber: false,
  controls: true,
  controlsTutorial: false,
  progress: true,
  // going to a slide is a part of finding one
  jumpToSlide: false,
  pdfSeparateFragments: false,
});

// Reveal’s styles for text from the right would replace the slides’ fonts
void deck.initialize().then(() => document.querySelector('.reveal')?.classList.remove('rtl'));
// Reveal hides the slides around the current one from screen readers, which nothing focused may be in
deck.on('beforeslidechange', () => {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest('.slides')) focused.blur();
});
// a face is otherwise loaded with the first slide that needs it, which on paper is too late
for (const face of document.fonts) void face.load();
bindData(deck);
bindAnnex(deck);
bindCitations();
bindFind();
bindSpeaker(deck);
bindStates(deck);
bindMarks(deck);
bindDark(deck);
bindOperable(deck);

// Reveal overwrites the address; a link that was followed is to be undone with the browser's Back
document.addEventListener(
  'click',
  ({ target }) => {
    if (target instanceof Element && target.closest('a[href^="#"]'))
      history.pushState(null, '', location.href);
  },
  { capture: true },
);
