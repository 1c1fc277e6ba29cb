import { fallbackConfig } from '../read/config.ts';
import type { Screen } from '../render/document.ts';

/** What a live preview shows as long as the talk has had errors from the beginning: no slide yet, only what is wrong. */
export function waitingPage(clientStyle: string): Screen {
  return {
    config: { ...fallbackConfig, title: 'Lectern: the talk has errors' },
    deck: '',
    sections: new Map(),
    styles: [clientStyle],
    annex: '',
    operables: '',
  };
}
