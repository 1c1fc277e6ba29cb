import type { ServerMessage } from '../../model/patch.ts';
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
    done = done.then(() => show(message)).catch(() => location.reload());
  });
  socket.addEventListener('close', () => setTimeout(connect, 500));
}

async function show(message: ServerMessage): Promise<void> {
  switch (message.kind) {
    case 'patch':
      await showPatch(message.patch);
      live.version = message.version;
      break;
    case 'reload':
      location.reload();
      break;
    case 'diagnostics':
      showDiagnostics(message.diagnostics);
  }
}
