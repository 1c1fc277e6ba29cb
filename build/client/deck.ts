import Reveal from 'reveal.js';
import { bindAddress } from './address.ts';
import { bindAnnex } from './annex.ts';
import { bindAnnouncements } from './announce.ts';
import { bindBlack } from './black.ts';
import { bindCitations } from './citations.ts';
import { bindControls } from './controls.ts';
import { bindDark } from './dark.ts';
import { bindData } from './data.ts';
import { bindFind } from './find.ts';
import { loadFonts } from './fonts.ts';
import { bindHelp } from './help.ts';
import { isListed } from './keys.ts';
import { bindMarks } from './marks.ts';
import { bindOperable } from './operate.ts';
import { bindOverview } from './overview.ts';
import { bindReading } from './reading.ts';
import './shell.css';
import { bindSource } from './source.ts';
import './source.css';
import { bindSpeaker } from './speaker.ts';
import { bindStage } from './stage.ts';
import { bindStates } from './states.ts';
import { isReading } from './view.ts';

/** The deck on the wall. */
export const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  // a wall may be as large as it likes
  maxScale: 100,
  center: false,
  // slides lay themselves out as columns
  display: 'flex',
  // only the slides beside the current one are laid out
  viewDistance: 2,
  mobileViewDistance: 2,
  // the reading view is the deck's own
  scrollActivationWidth: 0,
  // so are the address, the controls, the overview and the help
  hash: false,
  respondToHashChanges: false,
  fragmentInURL: false,
  controls: false,
  overview: false,
  help: false,
  jumpToSlide: false,
  keyboardCondition: (event: KeyboardEvent) => !event.defaultPrevented && isListed(event, isReading()),
  rtl: document.documentElement.dir === 'rtl',
  transition: 'none',
  backgroundTransition: 'none',
  slideNumber: false,
  progress: true,
  pdfSeparateFragments: false,
});

bindStage(deck);
bindAddress(deck);
bindReading(deck);
bindStates(deck);
void deck.initialize();
bindData(deck);
bindMarks(deck);
bindOperable(deck);
bindCitations();
bindDark();
bindSpeaker(deck);
bindControls(deck, {
  Overview: bindOverview(deck),
  Search: bindFind(),
  Evidence: bindAnnex(),
  Source: bindSource(deck),
  Help: bindHelp(),
});
deck.on('ready', () => {
  // Reveal’s styles for text from the right would replace the slides’ fonts
  document.querySelector('.reveal')?.classList.remove('rtl');
  bindAnnouncements(deck);
  bindBlack(deck);
  loadFonts();
});
