import './deck.css';
import { showSpeakerWindow } from './speaker-window.ts';

// Reveal’s styles for paper would undo the slides’ own
document.documentElement.classList.add('print-pdf');

// one document in two roles: the deck, and the window that the deck opens for the speaker
if (new URLSearchParams(location.search).has('speaker')) showSpeakerWindow();
else void import('./deck.ts');
