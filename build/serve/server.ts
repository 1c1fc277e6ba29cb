import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { wholeTalk } from '../model/config.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { ServerMessage } from '../model/patch.ts';
import type { PreviewResult, Project } from '../project.ts';
import { renderScreen } from '../render/document.ts';
import { problemText } from '../write/files.ts';
import { openLibrary } from '../write/library.ts';
import { openEditing, readBody, respond } from './edit.ts';
import { isOwn, isToken } from './guard.ts';
import { openSession } from './session.ts';
import { waitingPage } from './waiting.ts';
import { watchTalk } from './watch.ts';

export interface ServeOptions {
  readonly root: string;
  readonly project: Project;
  /** The folder that holds the packaged lib/. */
  readonly home: string;
  readonly trustHtml: boolean;
  /** 0 for any that is free. */
  readonly port: number;
  /** Told of what is wrong with the talk, each time that this is something else. */
  readonly told: (diagnostics: readonly Diagnostic[]) => void;
}

/** A live preview that is being served. */
export interface Serving {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a talk to this machine's browsers and keeps what they show up to date with its files. Fails with the system's
 * error when the port cannot be had.
 */
export async function serve({ root, home, project, trustHtml, port, told }: ServeOptions): Promise<Serving> {
  const library = openLibrary(join(home, 'lib'));
  const token = randomBytes(16).toString('hex');
  const server = createServer();
  const own = await listen(server, port);
  const address = `http://127.0.0.1:${own}/`;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  /** The talk that each page shows. */
  const shows = new Map<WebSocket, string>();
  const send = (message: ServerMessage, talk?: string): void => {
    for (const [socket, shown] of shows) if (talk === undefined || talk === shown) tell(socket, message);
  };
  let latest: PreviewResult | undefined;
  let good: PreviewResult | undefined;
  const editing = openEditing({
    root,
    home,
    latest: () => latest?.talk && { latest: latest.talk, good: good?.talk, paths: latest.paths },
  });
  const session = openSession({
    async preview(talks) {
      const result = await project.preview(talks, { trustHtml });
      latest = result;
      if (result.screens.has(wholeTalk)) good = result;
      send({ kind: 'read' });
      return result;
    },
    send,
    told,
    read: (paths) =>
      void watching.then(({ add }) => add(paths.flatMap((path) => path.split('/').slice(0, -1)[0] ?? []))),
  });

  const serveRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwn(request, own)) return answer(response, 403, 'This address is not one of the live preview.');
    const url = urlOf(request, address);
    if (!url) return answer(response, 400, 'This is no address.');
    const { pathname } = url;
    const { talk, path } = placeOf(pathname, session.talks());
    if (request.method === 'POST' && pathname.startsWith('/edit/')) {
      const given = request.headers['x-lectern-token'];
      if (!isToken(String(given), token))
        return answer(response, 403, 'Only pages of the live preview may edit.');
      readBody(request)
        .then((body) => respond(response, editing(pathname.slice(6), body)))
        .catch((problem) => answer(response, 500, problemText(problem)));
      return;
    }
    if (request.method !== 'GET') return answer(response, 405, 'Only GET is understood here.');
    if (path === '/favicon.ico') return answer(response, 204, '');
    if (pathname === '/edit.js') return program(response, library.editScript());
    // what a page asks for is beside it
    if (path === '') return void response.writeHead(308, { Location: `/${talk}/` }).end();
    if (path !== '/') return answer(response, 404, 'There is nothing here; the talk is at /.');
    await session.open(talk);
    const { host } = request.headers;
    const live = {
      connect: `ws://${host} http://${host}/edit/ http://${host}/favicon.ico`,
      script: `http://${host}/edit.js`,
      state: { version: session.version(talk), token },
    };
    const programs = {
      clientScript: library.liveScript(),
      get vegaScript() {
        return library.vegaScript;
      },
      live,
    };
    const screen = session.screen(talk);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.end(renderScreen(screen ?? waitingPage(library.clientStyle), programs));
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // a fault is ours; the page is to be told, and the server to live on
    serveRequest(request, response).catch((problem) => answer(response, 500, String(problem)));
  });
  server.on('upgrade', (request, socket, head) => {
    // who has gone away needs no answer
    socket.on('error', () => socket.destroy());
    const { pathname = '', searchParams } = urlOf(request, address) ?? {};
    const { talk, path } = placeOf(pathname, session.talks());
    if (path !== '/live' || !isOwn(request, own) || !isToken(searchParams?.get('token') ?? null, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      client.on('close', () => shows.delete(client));
      shows.set(client, talk);
      // the talk may have changed while the page was on its way
      if (searchParams?.get('version') !== session.version(talk)) tell(client, { kind: 'reload' });
      else tell(client, session.diagnostics());
    });
  });

  const watching = watchTalk(
    root,
    () => void session.refresh(),
    (problem) => told([diagnose('.', messages.watchFailed(problemText(problem)))]),
  );
  await session.refresh();
  const watch = await watching;
  return {
    address,
    async close() {
      await watch.close();
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    },
  };
}

/** The address that is asked for; undefined where it is none. */
function urlOf({ url = '/' }: IncomingMessage, address: string): URL | undefined {
  return URL.canParse(url, address) ? new URL(url, address) : undefined;
}

/** What a path begins with: the name of a talk, which has a folder of its own, or none for the whole; and the rest. */
function placeOf(
  pathname: string,
  talks: readonly string[],
): { readonly talk: string; readonly path: string } {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(pathname) ?? [];
  return first !== wholeTalk && talks.includes(first)
    ? { talk: first, path: rest }
    : { talk: wholeTalk, path: pathname };
}

/** Binds this machine's own address alone; gives the port. */
async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
}

function program(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(text);
}

function tell(socket: WebSocket, message: ServerMessage): void {
  socket.send(JSON.stringify(message), () => undefined);
}
