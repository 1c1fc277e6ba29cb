import { userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page, PuppeteerNode } from 'puppeteer';
import { messages } from '../model/messages.ts';
import type { BrowserChoice, Environment } from './browser.ts';
import { type BrowserConnection, grace } from './connection.ts';
import { beforeExit } from './ending.ts';
import { BrowserFailure, failureOf } from './failure.ts';
import { problemText } from './files.ts';
import { attend, usualPatience } from './patience.ts';
import { startProgram } from './process.ts';

/** The first Chrome that prints margin boxes of pages, tags and outlines. */
const oldest = 131;

/** A browser in use. */
export interface BrowserSession {
  readonly browser: Browser;
  /** Opens a page, which waits without limits of its own. */
  readonly newPage: () => Promise<Page>;
  /** Settles, with how it ended, once the browser has. */
  readonly gone: Promise<string>;
  /** Ends one that was started and lets go of one that was only connected to. */
  readonly leave: () => Promise<void>;
}

export interface OpenOptions {
  /** How long it may take, in milliseconds. */
  readonly limit?: number;
  /** Tells when it is no longer wanted. */
  readonly unwanted?: AbortSignal;
}

/**
 * Starts the browser, or connects to it. One that is not there within `limit` milliseconds has failed, and so has one
 * that is no longer wanted.
 */
export async function openBrowser(
  choice: BrowserChoice,
  env: Environment,
  { limit = usualPatience.start, unwanted }: OpenOptions = {},
): Promise<BrowserSession> {
  const { default: puppeteer } = await import('puppeteer');
  const connection = await connect(choice, env, limit, puppeteer);
  const pages: Page[] = [];
  const leave = async (): Promise<void> => {
    // a browser that goes on is left as it was found
    if (choice.kind === 'endpoint')
      await Promise.race([
        Promise.allSettled(pages.map((page) => page.close())),
        setTimeout(grace, undefined, { ref: false }),
      ]);
    await connection.end();
    callOff();
  };
  const callOff = beforeExit(leave);
  unwanted?.addEventListener('abort', leave, { once: true });
  try {
    unwanted?.throwIfAborted();
    const browser = await attend({ gone: connection.gone, limit }, async () => {
      // how long to wait is for `attend` to say
      const options = { transport: connection.transport, protocolTimeout: 0 };
      const connected = await puppeteer.connect(options);
      checkVersion(choice, await connected.version());
      return connected;
    });
    const newPage = async (): Promise<Page> => {
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      pages.push(page);
      return page;
    };
    return { browser, newPage, gone: connection.gone, leave };
  } catch (problem) {
    await leave();
    const { kind } = failureOf(problem);
    if (kind === 'crashed') throw useless(choice, await connection.gone);
    if (kind === 'hung') throw useless(choice, `it did not answer in ${limit / 1000} s`);
    throw problem;
  } finally {
    unwanted?.removeEventListener('abort', leave);
  }
}

async function connect(
  choice: BrowserChoice,
  env: Environment,
  limit: number,
  puppeteer: Pick<PuppeteerNode, 'defaultArgs'>,
): Promise<BrowserConnection> {
  try {
    if (choice.kind === 'endpoint') {
      const { connectTo } = await import('./socket.ts');
      return connectTo(choice.url, limit);
    }
    const args = (userDataDir: string): string[] =>
      puppeteer.defaultArgs({ headless: 'shell', userDataDir, args: [...programArguments()] });
    return startProgram(choice.path, args, { ...env, ...choice.env });
  } catch (problem) {
    throw problem instanceof BrowserFailure ? problem : useless(choice, problemText(problem));
  }
}

function programArguments(): readonly string[] {
  return [
    '--remote-debugging-pipe',
    '--disable-gpu',
    '--disable-component-update',
    '--font-render-hinting=none',
    // Chromium's sandbox refuses to run as root, and needs the zygote
    ...(userInfo().uid === 0 ? ['--no-sandbox', '--no-zygote'] : []),
  ];
}

function checkVersion(choice: BrowserChoice, version: string): void {
  const [, major] = /Chrom[a-z]*\/(\d+)/.exec(version) ?? [];
  if (major === undefined) throw useless(choice, `it says that it is ${version}`);
  if (Number(major) < oldest)
    throw new BrowserFailure('other', (what) => messages.browserOld(what, version, oldest));
}

function useless(choice: BrowserChoice, why: string): BrowserFailure {
  return new BrowserFailure('other', (what) =>
    choice.kind === 'program'
      ? messages.browserUseless(what, choice.path, why)
      : messages.endpointUseless(what, hostOf(choice.url), why),
  );
}

/** Where a remote browser is; the rest of its address may be secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'LECTERN_BROWSER_ENDPOINT';
}
