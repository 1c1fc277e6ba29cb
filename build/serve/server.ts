import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { wholeTalk } from '../model/config.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { ServerMessage } from '../model/patch.ts';
import type { PreviewResult, Project } from '../project.ts';
import { renderScreen } from '../render/document.ts';
import { problemText } from '../write/files.ts';
import { openLibrary } from '../write/library.ts';
import { openEditing, readBody, respond } from './edit.ts';
import { guards, hostOf, isLoopback, isOwn, isToken, openAccess } from './guard.ts';
import { listen, reachedAt } from './listen.ts';
import { openSession } from './session.ts';
import { waitingPage } from './waiting.ts';
import { watchTalk } from './watch.ts';
import { openWindows } from './windows.ts';

export interface ServeOptions {
  readonly root: string;
  readonly project: Project;
  /** The folder that holds the packaged lib/. */
  readonly home: string;
  readonly trustHtml: boolean;
  /** An address of this machine; 0.0.0.0 and :: stand for all. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Told of what is wrong with the talk, each time that this is something else. */
  readonly told: (diagnostics: readonly Diagnostic[]) => void;
}

/** A live preview that is being served. */
export interface Serving {
  /** Where it is, with the token that others need; those first that others reach. */
  readonly addresses: readonly string[];
  /** Whether others than this machine reach it. */
  readonly isShared: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Serves a talk to browsers and keeps what they show up to date with its files. Fails with the system's error when the
 * address or the port cannot be had.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { root, home, project, trustHtml, told } = options;
  const library = openLibrary(join(home, 'lib'));
  const token = newToken();
  const { server, bound } = await listen(options.host, options.port);
  const access = isLoopback(bound.address) ? undefined : openAccess(newToken(), bound.port);
  const windows = openWindows();
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
      windows.send({ kind: 'read' });
      return result;
    },
    send: windows.send,
    told,
    read: (paths) =>
      void watching.then(({ add }) => add(paths.flatMap((path) => path.split('/').slice(0, -1)[0] ?? []))),
  });

  const serveRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
    if (!isOwn(request)) return answer(response, 403, 'This address is not one of the live preview.');
    const { pathname, searchParams } = addressOf(request);
    const { talk, path } = routeOf(pathname, session.talks());
    if (access && !access.isKnown(request)) {
      if (request.method !== 'GET' || !isToken(searchParams.get('token'), access.token))
        return answer(response, 403, 'Open the address that lectern dev has printed, with its token.');
      // a browser leaves the cookie out where a link elsewhere has led it on
      response.setHeader('Set-Cookie', access.cookie).setHeader('Refresh', '0; url=./');
      return answer(response, 200, 'The talk comes.');
    }
    if (request.method === 'POST' && pathname.startsWith('/edit/')) {
      const given = request.headers['x-lectern-token'];
      if (!isToken(String(given), token))
        return answer(response, 403, 'Only pages of the live preview may edit.');
      const read = await readBody(request);
      return read.kind === 'too-large'
        ? answer(response.setHeader('Connection', 'close'), 413, 'That is too much for one file.')
        : respond(response, editing(pathname.slice(6), read.body));
    }
    if (request.method !== 'GET')
      return answer(response.setHeader('Allow', 'GET'), 405, 'Only GET is understood here.');
    if (path === '/favicon.ico') return answer(response, 204, '');
    if (pathname === '/edit.js') return program(response, library.editScript());
    // what a page asks for is beside it
    if (path === '') return void response.writeHead(308, { Location: `/${talk}/` }).end();
    if (path !== '/') return answer(response, 404, 'There is nothing here; the talk is at /.');
    await session.open(talk);
    const { host } = request.headers;
    // policies know no addresses in brackets
    const isNamed = !host?.startsWith('[');
    const live = {
      connect: isNamed ? `ws://${host} http://${host}/edit/ http://${host}/favicon.ico` : "'self'",
      script: isNamed ? `http://${host}/edit.js` : "'self'",
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
    response.end(renderScreen(screen ?? waitingPage(library.clientStyle), programs));
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // a fault is ours; the page is to be told, and the server to live on
    serveRequest(request, response).catch((problem) => answer(response, 500, problemText(problem)));
  });
  server.on('upgrade', (request, socket, head) => {
    // clients may be gone at any time
    socket.on('error', () => socket.destroy());
    if (!isOwn(request)) return refuse(socket, 403);
    const { pathname, searchParams } = addressOf(request);
    const { talk, path } = routeOf(pathname, session.talks());
    const isKnown = !access || access.isKnown(request);
    if (!isKnown || path !== '/live' || !isToken(searchParams.get('token'), token))
      return refuse(socket, 403);
    if (windows.isFull()) return refuse(socket, 503);
    // the talk may have changed while the page was on its way
    const isStale = (): boolean => searchParams.get('version') !== session.version(talk);
    const first = (): ServerMessage => (isStale() ? { kind: 'reload' } : session.diagnostics());
    windows.add(talk, first, request, socket, head);
  });

  const watching = watchTalk(
    root,
    () => void session.refresh(),
    (problem) => told([diagnose('.', messages.watchFailed(problemText(problem)))]),
  );
  await session.refresh();
  const watch = await watching;
  return {
    addresses: reachedAt(bound.address).map(
      (address) => `http://${hostOf(address, bound.port)}/${access ? `?token=${access.token}` : ''}`,
    ),
    isShared: access !== undefined,
    async close() {
      await watch.close();
      windows.close();
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    },
  };
}

/** What a path begins with: the name of a talk, which has a folder of its own, or none for the whole; and the rest. */
function routeOf(
  pathname: string,
  talks: readonly string[],
): { readonly talk: string; readonly path: string } {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(pathname) ?? [];
  return first !== wholeTalk && talks.includes(first)
    ? { talk: first, path: rest }
    : { talk: wholeTalk, path: pathname };
}

/** The address of a request that is for this server; the host means nothing. */
function addressOf({ url }: IncomingMessage): URL {
  return new URL(`http://localhost${url}`);
}

function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** Ends what would have become a stream. */
function refuse(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
}

function program(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(text);
}
