import { cloneSlide } from './clone.ts';
import './speaker.css';
import { showSections } from './speaker-sections.ts';
import { after, type Position, showStep, stepsOf } from './steps.ts';
import { behind, clockText, elapsedAt, minutesText, type Timer } from './timer.ts';

const markup = `<main class="speaker" lang="en" dir="ltr">
<h1>Speaker view</h1>
<section class="times" aria-label="Time">
<dl>
<div class="elapsed"><dt>Elapsed</dt><dd></dd></div>
<div class="pace"><dt>Pace</dt><dd></dd></div>
<div class="planned"><dt>This slide</dt><dd></dd></div>
<div class="clock"><dt>Clock</dt><dd></dd></div>
</dl>
<div class="buttons"><button type="button" class="toggle"></button><button type="button" class="reset">Reset</button></div>
</section>
<p class="status" role="status"></p>
<section class="now" aria-label="On the wall"><h2></h2><div class="stage"></div></section>
<section class="next" aria-label="What comes next"><h2></h2><div class="stage"></div></section>
<div class="turn buttons"><button type="button" class="previous">← Previous</button><button type="button" class="onward">Next →</button></div>
<section class="said" aria-label="Notes"><h2>Notes</h2>
<div class="buttons"><button type="button" class="smaller" aria-label="Smaller notes">−</button><button type="button" class="larger" aria-label="Larger notes">+</button></div>
<div class="text" tabindex="0" role="group" aria-label="Notes of this slide"></div></section>
<section class="sections" aria-label="Sections"><ol></ol></section>
<p class="keys"><kbd>→</kbd> <kbd>←</kbd> move · <kbd>b</kbd> black · <kbd>t</kbd> data · <kbd>↑</kbd> <kbd>↓</kbd> scroll the notes · <kbd>+</kbd> <kbd>−</kbd> their size</p>
</main>`;

/** What the view lets its speaker do. */
export interface SpeakerActions {
  readonly drive: (key: string) => void;
  /** Goes to the slide with this id, or the one in which it lies. */
  readonly go: (id: string) => void;
  readonly toggle: () => void;
  readonly reset: () => void;
}

export interface SpeakerView {
  /** Takes note of slides that are others than before. */
  readonly update: (slides: readonly HTMLElement[]) => void;
  readonly showPosition: (at: Position) => void;
  /** The clocks at `time`, in milliseconds since 1970, while `slide` is on the wall. */
  readonly showTime: (timer: Timer, slide: HTMLElement, time: number) => void;
  readonly showStatus: (text: string) => void;
  readonly bind: (actions: SpeakerActions) => void;
  /** Does what a key does in this window alone; whether it does anything. */
  readonly press: (key: string) => boolean;
}

/** Puts the speaker's view in the place of the deck, with slides copied out of it. */
export function openSpeakerView(first: readonly HTMLElement[]): SpeakerView {
  document.documentElement.classList.add('speaker-window');
  document.title = `Speaker view: ${document.title}`;
  document.body.insertAdjacentHTML('beforeend', markup);
  const element = <T extends HTMLElement>(selector: string): T =>
    document.querySelector<T>(`.speaker ${selector}`) as T;
  const write = (selector: string, text: string): void => {
    const target = element(selector);
    // written anew, it would be read out anew
    if (target.textContent !== text) target.textContent = text;
  };
  const notes = element('.said .text');
  const now = stage(element('.now .stage'));
  const next = stage(element('.next .stage'));
  let slides = first;
  let showSection = showSections(element('.sections ol'), slides);
  let plan = planOf(slides);
  let size = 22;
  let shown: HTMLElement | undefined;

  return {
    update(others) {
      slides = others;
      showSection = showSections(element('.sections ol'), slides);
      plan = planOf(slides);
      now.forget();
      next.forget();
      const place = notes.scrollTop;
      if (shown) notes.replaceChildren(...notesOf(shown));
      notes.scrollTop = place;
    },
    showPosition(at) {
      const { slide, step } = at;
      const steps = stepsOf(slide).length;
      write(
        '> .now > h2',
        `Now: ${slides.indexOf(slide) + 1} of ${slides.length}${steps ? `, step ${step} of ${steps}` : ''}`,
      );
      const onward = after(at);
      write(
        '> .next > h2',
        onward ? `Next ${onward.slide === slide ? 'step' : 'slide'}` : 'The talk ends here',
      );
      now.show(at);
      next.show(onward);
      showSection(slide);
      // where the speaker reads is left alone as long as the slide stays
      if (slide === shown) return;
      shown = slide;
      notes.replaceChildren(...notesOf(slide));
      notes.scrollTop = 0;
    },
    showTime(timer, slide, time) {
      const elapsed = elapsedAt(timer, time);
      const { from, to } = plan.get(slide) ?? { from: 0, to: 0 };
      const late = behind(elapsed, from, to);
      const pace = Math.abs(late) < 1000 ? 'on time' : late > 0 ? 'behind' : 'ahead';
      const isUnderWay = elapsed > 0 || timer.since !== undefined;
      write('.elapsed dd', clockText(elapsed));
      write('.elapsed dt', `Elapsed of ${clockText(toSecond([...plan.values()].at(-1)?.to ?? 0))}`);
      element('.pace').dataset.pace = isUnderWay ? pace : '';
      write(
        '.pace dd',
        isUnderWay ? `${pace === 'on time' ? '' : `${clockText(Math.abs(late))} `}${pace}` : 'not begun',
      );
      write('.planned dd', `${minutesText(to - from)}, until ${clockText(toSecond(to))}`);
      write('.clock dd', new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
      write('.toggle', timer.since === undefined ? (elapsed > 0 ? 'Go on' : 'Start') : 'Pause');
      element<HTMLButtonElement>('.reset').disabled = timer.since !== undefined || elapsed === 0;
    },
    showStatus: (text) => write('.status', text),
    bind({ drive, go, toggle, reset }) {
      const press: Readonly<Record<string, () => void>> = {
        '.toggle': toggle,
        '.reset': reset,
        '.previous': () => drive('PageUp'),
        '.onward': () => drive('PageDown'),
        '.smaller': () => this.press('-'),
        '.larger': () => this.press('+'),
      };
      for (const [selector, run] of Object.entries(press)) {
        const button = element(selector);
        button.addEventListener('click', ({ detail }) => {
          run();
          // Space is to move on again, not to press the button that was clicked
          if (detail > 0) button.blur();
        });
      }
      notes.addEventListener('click', (event) => {
        const href =
          event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : undefined;
        if (!href?.startsWith('#')) return;
        event.preventDefault();
        go(href.slice(1));
      });
    },
    press(key) {
      if (/^Arrow(?:Up|Down)$/.test(key)) notes.scrollBy({ top: key === 'ArrowUp' ? -80 : 80 });
      else if (/^[-+=]$/.test(key)) {
        size = Math.min(48, Math.max(14, size + (key === '-' ? -2 : 2)));
        notes.style.fontSize = `${size}px`;
      } else return false;
      return true;
    },
  };
}

/** Shows copies of slides in a box, as large as it is; none for the end of the talk. */
function stage(box: HTMLElement): { show: (at: Position | undefined) => void; forget: () => void } {
  let original: HTMLElement | undefined;
  let copy: HTMLElement | undefined;
  new ResizeObserver(() => box.style.setProperty('--scale', String(box.clientWidth / 1280))).observe(box);
  return {
    show(at) {
      if (at?.slide !== original) {
        original = at?.slide;
        copy = original && cloneSlide(original);
        // the view speaks English; the slide may not
        if (copy) copy.lang ||= document.documentElement.lang;
        if (copy) copy.dir = document.documentElement.dir;
        box.replaceChildren(...(copy ? [copy] : []));
      }
      if (copy && at) showStep(copy, at.step);
    },
    forget() {
      original = undefined;
    },
  };
}

/** The notes of a slide; their links to elsewhere open beside the view. */
function notesOf(slide: HTMLElement): Node[] {
  const aside = slide.querySelector('.notes');
  if (!aside) return [document.createTextNode('No notes for this slide.')];
  const copy = aside.cloneNode(true) as HTMLElement;
  for (const link of copy.querySelectorAll<HTMLAnchorElement>('a:not([href^="#"])')) link.target = '_blank';
  const notes = document.createElement('div');
  notes.lang = slide.lang || document.documentElement.lang;
  notes.dir = document.documentElement.dir;
  notes.append(...copy.childNodes);
  return [notes];
}

/** Shares of the talk's time seldom are whole seconds. */
function toSecond(milliseconds: number): number {
  return Math.round(milliseconds / 1000) * 1000;
}

/** When each slide is planned to come and to go, in milliseconds from the beginning. */
function planOf(slides: readonly HTMLElement[]): Map<HTMLElement, { from: number; to: number }> {
  let to = 0;
  return new Map(
    slides.map((slide) => {
      const from = to;
      to += Number(slide.dataset.minutes) * 60_000;
      return [slide, { from, to }];
    }),
  );
}
