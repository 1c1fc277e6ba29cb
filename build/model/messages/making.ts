import type { Part } from '../budget.ts';
import { error, few, list, moreFiles, quote, warning } from './message.ts';

/** `1.2 MB` or `340 kB` */
function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

const otherBrowser =
  'LECTERN_BROWSER=path names another browser; build --no-pdf and check --only evidence do without.';
const brokenDown = `Look for something unusual there, such as a huge image, or for a machine short of memory. ${otherBrowser}`;

/** How to mend what a browser said at its end, if that tells. */
function causeHint(why: string): string | undefined {
  if (/space|temporary/i.test(why)) return 'Make room for temporary files, or set TMPDIR to another folder.';
  return /too many open files|EMFILE/i.test(why) ? moreFiles : undefined;
}

/** How to mend what a program that is no use as a browser said. */
function uselessHint(why: string): string {
  if (/sandbox|namespace/i.test(why))
    return 'Its sandbox needs user namespaces. Allow them (on Ubuntu with an AppArmor profile for this program), or name an installed Chrome, which brings its sandbox along: LECTERN_BROWSER=/opt/google/chrome/chrome.';
  return causeHint(why) ?? `Chrome, Chromium and Edge can. ${otherBrowser}`;
}

/** The making of files. */
export const making = {
  watchFailed: (why: string) =>
    warning(
      'watch-failed',
      `Changes of files may go unnoticed: ${why}`,
      'Run this again; where the system watches too many files already, raise its limit (fs.inotify.max_user_watches).',
    ),
  portTaken: (port: number, isForbidden: boolean) =>
    error(
      'port-taken',
      isForbidden ? `Port ${port} is not open to this user` : `Port ${port} is taken by another program`,
      'Name another one with --port; --port 0 takes any that is free.',
    ),
  hostUnknown: (host: string, addresses: readonly string[]) =>
    error(
      'host-unknown',
      `${quote(host)} is no address of this machine`,
      `Its addresses: ${list(addresses)}; 0.0.0.0 stands for all of IPv4, :: for all.`,
    ),
  hostShared: () =>
    warning(
      'host-shared',
      'Whoever reaches this machine and knows the token can see the talk, its notes and drafts, and write its files',
      'Nothing is encrypted: use it in networks that you trust, and give the address to nobody else.',
    ),
  browserMissing: (name: string) =>
    error(
      'browser-missing',
      `No browser was found to lay out ${name}`,
      'index.html needs none. Install Chrome, Chromium or Edge, or set LECTERN_BROWSER to one (LECTERN_BROWSER_ENDPOINT to a remote one); or build with --no-pdf, check with --only evidence.',
    ),
  browserFailed: (what: string, text: string) =>
    error(
      'browser-failed',
      `The browser could not lay out ${what}: ${text}`,
      `index.html needs none. ${otherBrowser}`,
    ),
  browserUseless: (what: string, path: string, why: string) =>
    error('browser-useless', `${path} cannot lay out ${what}: ${why}`, uselessHint(why)),
  endpointUseless: (what: string, host: string, why: string) =>
    error(
      'browser-useless',
      `The browser at ${host} cannot lay out ${what}: ${why}`,
      'LECTERN_BROWSER_ENDPOINT must be the ws:// address of a Chrome that is running. Without it one on this machine is taken.',
    ),
  browserOld: (what: string, version: string, oldest: number) =>
    error(
      'browser-old',
      `${version} is too old to lay out ${what}, which takes Chrome ${oldest} or later`,
      'Update it, or name another: LECTERN_BROWSER=path, LECTERN_BROWSER_ENDPOINT=ws://… for a remote one. On Linux x64, npm install brings one that will do.',
    ),
  browserUnpack: (what: string, folder: string, why: string) =>
    error(
      'browser-unpack',
      `The browser for ${what} could not be unpacked into ${folder}: ${why}`,
      'It takes 300 MB there, once. LECTERN_BROWSER=path names an installed one, which need not be unpacked.',
    ),
  browserFolder: (what: string, folder: string, why: string) =>
    error(
      'browser-folder',
      `The browser for ${what} needs a folder in ${folder}, which could not be made: ${why}`,
      'Make room there, or set TMPDIR to another folder.',
    ),
  browserCrashed: (what: string, how: string) =>
    error(
      'browser-crashed',
      `The browser broke down while it laid out ${what}, in a second try too: ${how}`,
      causeHint(how) ?? brokenDown,
    ),
  browserHung: (what: string, seconds: number) =>
    error(
      'browser-hung',
      `The browser gave no sign of life for ${seconds} s while it laid out ${what}, in a second try too`,
      brokenDown,
    ),
  filesOlder: (names: readonly string[]) =>
    warning(
      'pdf-older',
      `${few(names)} here ${names.length === 1 ? 'is' : 'are'} still of an earlier build`,
      'They were not made anew; see the error.',
    ),
  slideUnknown: (id: string, near: string | undefined) =>
    error(
      'slide-unknown',
      `There is no slide ${quote(id)} to take a picture of`,
      near === undefined ? 'Name slides by their ids, separated by commas.' : `Did you mean ${quote(near)}?`,
    ),
  pdfUnreadable: (name: string, text: string) =>
    error(
      'pdf-unreadable',
      `What the browser printed as ${name} could not be finished: ${text}`,
      'Another browser may print it otherwise: LECTERN_BROWSER=path names one, --no-pdf does without.',
    ),
  pdfPages: (pages: number, expected: number) =>
    error(
      'pdf-pages',
      `slides.pdf has ${pages} pages where there should be ${expected}`,
      'Some slide runs over its page.',
    ),
  budgetExceeded: (file: string, bytes: number, budget: number, heaviest: readonly Part[]) =>
    warning(
      'budget-exceeded',
      `${file} is ${size(bytes)}, above the budget of ${size(budget)}`,
      `Most of it: ${list(heaviest.map((part) => `${part.name} ${size(part.bytes)}`))}.`,
    ),

  imageUndrawn: (id: string, words: string) =>
    error(
      'image-undrawn',
      `The image ${quote(words)} on slide ${quote(id)} is not drawn`,
      'Open the file: it may be damaged, or styles may leave it no size.',
    ),
  chartUndrawn: (id: string, words: string) =>
    error(
      'chart-undrawn',
      `The chart ${quote(words)} on slide ${quote(id)} has no size`,
      'Styles of the theme may hide it.',
    ),
  requestFailed: (address: string) =>
    error(
      'request-failed',
      `${quote(address)} could not be had; a deck loads nothing`,
      'Put the file into the talk and place it with Markdown, so that it becomes part of the deck.',
    ),
  notesClipped: (id: string, words: string) =>
    error(
      'notes-clipped',
      `Notes of slide ${quote(id)} are wider than their place in the handout: ${quote(words)}`,
      'Shorten the line, or split the table.',
    ),
  fontUnread: (family: string) =>
    error(
      'font-unread',
      `The font ${quote(family)} could not be read`,
      'Look at its @font-face: the data may be damaged.',
    ),
  fontFallback: (font: string, file: string, page: number) =>
    error(
      'font-fallback',
      `${file} is set in ${font} on page ${page}, a font of this machine and not of the deck`,
      'Use the families of the theme, Inter, Source Serif 4, Source Code Pro and Noto Sans SC, or embed another with @font-face.',
    ),
  outRefused: (why: string) =>
    error('out-refused', `This folder cannot be replaced: ${why}`, 'Name another folder with --out.'),
  outBusy: (pid: number, ticket: string) =>
    error(
      'out-busy',
      `Process ${pid} is still building into this folder`,
      `Let it come to its end, or end it. If it is no build of Lectern, remove ${ticket}/.`,
    ),
  fileRefused: (why: string) =>
    error('out-refused', `This file cannot be written: ${why}`, 'Name another place with -o.'),
  writeFailed: (text: string) =>
    error(
      'write-failed',
      `The output could not be written: ${text}`,
      /^(ENOSPC|EDQUOT)/.test(text)
        ? 'The disk is full. What was there is as it was.'
        : /^(EACCES|EPERM|EROFS)/.test(text)
          ? 'Lectern may not write there. Change that, or name another folder with --out.'
          : 'What was there is as it was.',
    ),
};
