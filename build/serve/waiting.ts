import { fallbackConfig } from '../read/config.ts';
import type { Screen } from '../render/document.ts';

/** What a live preview shows as long as the talk has had errors from the beginning: no slide yet, only what is wrong. */
export const waitingPage: Screen = {
  config: { ...fallbackConfig, title: 'Lectern: the talk has errors' },
  deck: '',
  sections: new Map(),
  styles: [],
  annex: '',
  operables: '',
};
