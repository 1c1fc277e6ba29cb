import type { Place, Words } from '../../../model/editing.ts';
import { type Editor, type FilePlace, type Host, stashName } from '../host.ts';
import { askWith } from './ask.ts';
import { isUnsaved, type OpenFile } from './file.ts';
import { createKeeper, type Stashed } from './keeper.ts';
import { questionOf, statusOf } from './question.ts';
import { setupFor } from './setup.ts';
import { createShell } from './shell.ts';
import { createShow, type Spot } from './show.ts';

/** What outlives the page when it is loaded anew. */
interface Stash {
  readonly files: readonly Stashed[];
  /** What was shown; undefined when the editor was closed. */
  readonly shown: string | undefined;
  readonly isFocused: boolean;
}

/** The editor of a live preview: a slide's source, its charts' specs and data, and all other texts of the talk. */
export function createEditor(host: Host): Editor {
  const ask = askWith(host.token);
  const toDeck = (): void => (document.activeElement as HTMLElement | null)?.blur();
  const shell = createShell({ choose: (path) => void choose(path), close, leave: toDeck });
  let isOpen = false;
  let words: Promise<Words | undefined> | undefined;
  const keeper = createKeeper({
    ask,
    extensions: (path) =>
      setupFor(path, {
        words() {
          words ??= ask('words', {}).catch(() => undefined);
          return words;
        },
        save: () => show.file() && void keeper.save(show.file() as OpenFile),
        leave: toDeck,
      }),
    changed: (file) => file === show.file() && tell(file),
  });
  const show = createShow({ body: shell.body, root: shell.root, keeper, leave: toDeck, changed: tell });
  /** Where the slide on the wall is written. */
  let place: Place | undefined;
  let files: readonly string[] = [];
  let asked = '';
  /** Counts what is to be shown: what comes late is not. */
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Says how the file that is shown is kept. */
  function tell(file: OpenFile): void {
    show.update();
    const { words, isTrouble } = statusOf(file, isUnsaved(file));
    shell.showStatus(words, isTrouble);
    const question = JSON.stringify([
      file.path,
      file.trouble,
      file.trouble?.kind === 'conflict' && file.state.doc,
    ]);
    if (question === asked) return;
    asked = question;
    shell.showQuestion(questionOf(file, keeper, { close: () => letGo(file), answered: show.focus }));
    show.reveal();
  }

  function letGo(file: OpenFile): void {
    keeper.forget(file);
    show.clear();
    void follow(true);
  }

  /** Shows a file, as long as nothing else is asked for meanwhile. */
  async function open(path: string, spot: Spot): Promise<void> {
    const mine = ++turn;
    const file = await keeper.open(path).catch(() => ({ kind: 'unreachable' as const }));
    if (mine !== turn || !isOpen) return;
    if ('kind' in file) {
      const words = file.kind === 'unreachable' ? 'The server does not answer.' : `${path} cannot be shown.`;
      return shell.showStatus(words, true);
    }
    show.show(file, spot);
    show.mark(host.diagnostics());
    tell(file);
    frame();
  }

  /** Shows the source of the slide on the wall; where there is none, what is wrong. */
  async function follow(isFocused: boolean): Promise<void> {
    const mine = ++turn;
    await locate();
    if (mine !== turn) return;
    if (place) return open(place.file, { slide: place.index, isFocused });
    const [wrong] = host.diagnostics();
    const path = wrong?.file ?? files.find((file) => file.endsWith('.md'));
    if (path !== undefined) await open(path, { line: wrong?.line, column: wrong?.column, isFocused });
  }

  async function locate(): Promise<void> {
    const slide = host.slide();
    const found = slide === undefined ? null : await ask('place', { slide }).catch(() => place);
    files = await ask('files', {}).catch(() => files);
    place = found ?? undefined;
    frame();
  }

  /** The tabs: the slide, what it is made from, and a file that was chosen beside these. */
  function frame(): void {
    const shown = show.file()?.path;
    const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
    const tabs = [
      ...(place ? [{ path: place.file, name: 'Slide' }] : []),
      ...(place?.parts ?? []).map((path) => ({ path, name: nameOf(path) })),
    ];
    if (shown !== undefined && !tabs.some(({ path }) => path === shown))
      tabs.push({ path: shown, name: nameOf(shown) });
    shell.showTabs(tabs.map((tab) => ({ ...tab, isShown: tab.path === shown })));
    shell.showFiles(files, shown ?? '');
  }

  function isOfSlide(path: string | undefined): boolean {
    return path === place?.file || (path !== undefined && place?.parts.includes(path) === true);
  }

  async function choose(path: string): Promise<void> {
    if (path === place?.file) return open(path, { slide: place.index, isFocused: true });
    await goTo({ file: path, ...(path.endsWith('.md') ? { line: 1 } : {}) });
  }

  /** Shows a place in a file, and the slide that it belongs to. */
  async function goTo({ file, line, column }: FilePlace): Promise<void> {
    if (file.endsWith('.md') && line !== undefined) {
      const id = await ask('slide', { file, line }).catch(() => null);
      if (id !== null && id !== host.slide()) {
        host.turnTo(id);
        turn++;
        await locate();
      }
    }
    await open(file, { line, column, isFocused: true });
  }

  function close(): void {
    isOpen = false;
    turn++;
    toDeck();
    shell.setShown(false);
    host.shown(false);
  }

  function appear(): void {
    isOpen = true;
    shell.setShown(true);
    host.shown(true);
  }

  async function resume({ files: stashed, shown, isFocused }: Stash): Promise<void> {
    keeper.restore(stashed);
    if (shown === undefined) return;
    appear();
    await locate();
    await open(shown, { isFocused });
  }

  const left = sessionStorage.getItem(stashName);
  sessionStorage.removeItem(stashName);
  let isLeaving = false;
  addEventListener('beforeunload', (event) => {
    if (keeper.hasUnsaved() && !isLeaving) event.preventDefault();
  });
  addEventListener('pagehide', stash);

  /** Leaves what is held to the page that comes; whether there was room for it. */
  function stash(): boolean {
    if (!isOpen && !keeper.hasUnsaved()) return true;
    const shown = isOpen ? show.file()?.path : undefined;
    const held: Stash = { files: keeper.stash(), shown, isFocused: show.isFocused() };
    try {
      sessionStorage.setItem(stashName, JSON.stringify(held));
      return true;
    } catch {
      return false;
    }
  }

  let isFirst = true;
  return {
    isOpen: () => isOpen,
    open(at) {
      const stashed: Stash | undefined = isFirst && left !== null ? JSON.parse(left) : undefined;
      isFirst = false;
      if (stashed && !at) return void resume(stashed);
      if (stashed) keeper.restore(stashed.files);
      if (!isOpen) appear();
      void (at ? locate().then(() => goTo(at)) : follow(true));
    },
    close,
    turned() {
      if (!isOpen) return;
      // a file of the whole talk stays
      if (isOfSlide(show.file()?.path)) void follow(false);
      else void locate();
    },
    told: () => show.mark(host.diagnostics()),
    reread() {
      words = undefined;
      clearTimeout(timer);
      timer = setTimeout(() => {
        keeper.look();
        if (isOpen) void locate();
      }, 50);
    },
    async leave() {
      await keeper.rest();
      isLeaving = stash();
    },
  };
}
