import { connect, type Socket } from 'node:net';

/** What a server sent over a connection of its own, until it was closed or a while had gone by; and its status. */
export interface Sent {
  readonly text: string;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly isClosed: boolean;
}

/** Sends bytes as they are, and hears what comes back; `go` may go on with the connection. */
export function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  { host = '127.0.0.1', go = () => undefined, wait = 2000 }: RawOptions = {},
): Promise<Sent> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, host, () => {
      socket.write(bytes);
      go(socket);
    });
    const done = (isClosed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), isClosed });
    };
    const timer = setTimeout(done, wait, false);
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => done(true)).on('close', () => done(true));
  });
}

export interface RawOptions {
  readonly host?: string;
  readonly go?: (socket: Socket) => void;
  /** In milliseconds. */
  readonly wait?: number;
}

/** A request as it goes over the wire; header lines are sent as they are. */
export function wire(target: string, lines: readonly string[], { method = 'GET', body = '' } = {}): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[`${method} ${target} HTTP/1.1`, ...lines, ...length].join('\r\n')}\r\n\r\n${body}`;
}

/** The header lines of a request for a web socket. */
export const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];
