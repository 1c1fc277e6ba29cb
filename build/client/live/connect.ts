import type { ServerMessage } from '../../model/patch.ts';
import { heard, reload } from './editing.ts';
import { showDiagnostics } from './overlay.ts';
import { showPatch } from './show.ts';

/** What the server has put into the page: which state of the talk it shows, and the server's secret. */
export interface LiveState {
  version: string;
  readonly token: string;
}

export const live: LiveState = JSON.parse(document.getElementById('live')?.textContent ?? '{}');

/** Hears from the server of changes to the talk, and shows them; asks for it again when it has gone. */
export function connect(): void {
  const address = new URL('live', location.href.replace(/[?#].*/, ''));
  address.protocol = 'ws:';
  address.search = String(new URLSearchParams({ ...live }));
  const socket = new WebSocket(address);
  // one after the other, as they came
  let done: Promise<unknown> = Promise.resolve();
  socket.addEventListener('message', ({ data }) => {
    const message: ServerMessage = JSON.parse(data);
    done = done.then(() => show(message)).catch(reload);
  });
  let isKnown = false;
  socket.addEventListener('open', () => {
    isKnown = true;
    heard.files();
  });
  socket.addEventListener('close', () => {
    setTimeout(() => (isKnown ? connect() : void meetAgain()), 500);
  });
}

/** A server that refuses this page but is there is another one, which knows another secret. */
async function meetAgain(): Promise<void> {
  try {
    await fetch('/favicon.ico');
  } catch {
    return connect();
  }
  await reload();
}

async function show(message: ServerMessage): Promise<void> {
  switch (message.kind) {
    case 'patch':
      await showPatch(message.patch);
      live.version = message.version;
      heard.files();
      break;
    case 'reload':
      await reload();
      break;
    case 'read':
      heard.files();
      break;
    case 'diagnostics':
      showDiagnostics(message.diagnostics);
      heard.diagnostics(message.diagnostics);
  }
}
