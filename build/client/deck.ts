import Reveal from 'reveal.js';
import Notes from 'reveal.js/plugin/notes';
import './deck.css';

const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  transition: 'none',
  backgroundTransition: 'none',
  slideNumber: false,
  controls: true,
  controlsTutorial: false,
  progress: true,
  pdfSeparateFragments: false,
  plugins: [Notes],
});

void deck.initialize();
