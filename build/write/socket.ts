import type { ConnectionTransport } from 'puppeteer';
import { WebSocket } from 'ws';
import { type BrowserConnection, grace } from './connection.ts';
import { problemText } from './files.ts';

/** Connects to a browser elsewhere; what keeps it from that is how the connection ends. */
export function connectTo(url: string, limit: number): BrowserConnection {
  // messages of any size are not worth compressing on their way through a machine or a house
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: 1024 ** 3,
    handshakeTimeout: limit,
  });
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()));
  const transport: ConnectionTransport = {
    send: (message) => void opened.then(() => socket.send(message, () => undefined)),
    close: () => socket.close(),
  };
  socket.on('message', (data) => transport.onmessage?.(data.toString()));
  let problem = '';
  socket.on('error', (error) => {
    problem = problemText(error);
  });
  const gone = new Promise<string>((resolve) => {
    socket.once('close', (code) => {
      resolve(problem || `the connection was closed, code ${code}`);
      transport.onclose?.();
    });
  });
  return {
    transport,
    gone,
    async end() {
      socket.close();
      // one that no longer answers is not waited for
      const timer = setTimeout(() => socket.terminate(), grace);
      await gone;
      clearTimeout(timer);
    },
  };
}
