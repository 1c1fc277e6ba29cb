import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer';

/** A line to a browser. */
export interface BrowserConnection {
  readonly transport: ConnectionTransport;
  /** Settles, with how it ended, once nothing more will come. */
  readonly gone: Promise<string>;
  /** Ends it, and the browser too if that was started for it. */
  readonly end: () => Promise<void>;
}

/** How long a browser has to end by itself, in milliseconds. */
export const grace = 1000;

/** The protocol over a pair of pipes, messages ending in a null character. */
export function pipeTransport(input: Writable, output: Readable): ConnectionTransport {
  const transport: ConnectionTransport = {
    send: (message) => void input.write(`${message}\0`),
    // not destroyed, so that what was said reaches the browser first
    close: () => void input.end(),
  };
  let chunks: Buffer[] = [];
  output.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...chunks, chunk.subarray(start, end)]).toString();
      chunks = [];
      start = end + 1;
      // messages that arrive together are still handled one by one
      setImmediate(() => transport.onmessage?.(message));
    }
    chunks.push(chunk.subarray(start));
  });
  output.on('close', () => setImmediate(() => transport.onclose?.()));
  // the browser's end is told by the process
  for (const stream of [input, output]) stream.on('error', () => undefined);
  return transport;
}
