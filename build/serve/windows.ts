import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ServerMessage } from '../model/patch.ts';

/** More are a fault somewhere. */
const mostWindows = 1000;
/** What a window may leave unread, in bytes; one that is let go asks for the talk anew. */
const mostUnread = 8 << 20;

/** The windows that show a deck's talks. */
export interface Windows {
  /** Has a window hear of a talk from now on; it is told `first`. */
  readonly add: (
    talk: string,
    first: () => ServerMessage,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) => void;
  readonly isFull: () => boolean;
  /** Tells those that show a talk, or any. */
  readonly send: (message: ServerMessage, talk?: string) => void;
  readonly close: () => void;
}

/** Opens a register of windows, none of which is there yet. */
export function openWindows(): Windows {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  const shows = new Map<WebSocket, string>();
  const tell = (socket: WebSocket, bytes: Buffer): void => {
    if (socket.bufferedAmount > mostUnread) socket.terminate();
    else socket.send(bytes, { binary: false }, () => undefined);
  };
  return {
    add(talk, first, request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => client.terminate());
        client.on('close', () => shows.delete(client));
        shows.set(client, talk);
        tell(client, bytesOf(first()));
      });
    },
    isFull: () => shows.size >= mostWindows,
    send(message, talk) {
      // the same for all, however many there are that do not read it
      const bytes = bytesOf(message);
      for (const [socket, shown] of shows) if (talk === undefined || talk === shown) tell(socket, bytes);
    },
    close() {
      for (const socket of shows.keys()) socket.terminate();
    },
  };
}

function bytesOf(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
