import { type Config, folderOf, wholeTalk } from '../model/config.ts';
import { type Assets, contentPolicy, renderDocument } from './document.ts';
import { attribute, type Html, html, raw } from './html.ts';

/** A talk as the list of all talks has it. */
export interface ListedTalk {
  readonly name: string;
  readonly config: Config;
  readonly slides: number;
  readonly minutes: number;
  /** The sizes of all files in bytes, by their paths. */
  readonly sizes: ReadonlyMap<string, number>;
}

export interface ListStyles extends Pick<Assets, 'fonts' | 'theme'> {
  /** Those of the list itself. */
  readonly talks: string;
}

/** What the files of a talk are to those who choose one. */
const kinds = [
  ['index.html', 'Slides to show'],
  ['slides.pdf', 'Slides as PDF'],
  ['handout.pdf', 'Handout'],
  ['png/contact-sheet.png', 'All slides in a picture'],
] as const;

/** The talks of a deck under its title, each with its files. */
export function renderTalkList(talks: readonly ListedTalk[], whole: Config): Html {
  const by = [whole.authors.join(', '), whole.date].filter(Boolean).join(' · ');
  return html`<main class="talks">
<header><h1>${whole.title}</h1>${line('subtitle', whole.subtitle)}${line('by', by)}</header>
<ul class="list">${talks.map((talk) => renderTalk(talk, whole))}</ul>
</main>`;
}

function renderTalk({ name, config, slides, minutes, sizes }: ListedTalk, whole: Config): Html {
  const folder = folderOf(name);
  const files = kinds.flatMap(([file, kind]) => {
    const bytes = sizes.get(folder + file);
    return bytes === undefined
      ? []
      : html`<li><a${attribute('href', folder + file)}>${kind}</a> <span class="size">${sizeText(bytes)}</span></li>`;
  });
  const own = config.title === whole.title ? name : config.title;
  const subtitle = config.subtitle === whole.subtitle ? undefined : config.subtitle;
  return html`
<li class="talk"><h2><a${attribute('href', `${folder}index.html`)}>${name === wholeTalk ? 'The whole talk' : own}</a></h2>${line('subtitle', subtitle)}
<p class="extent">${counted(slides, 'slide')} · ${counted(minutes, 'minute')}</p>
<ul class="files">${files}</ul></li>`;
}

function line(name: string, text: string | undefined): Html {
  return text ? html`<p class="${name}">${text}</p>` : raw('');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The list as a page of its own, which runs no script and loads nothing. */
export function renderTalksPage(list: Html, whole: Config, { fonts, theme, talks }: ListStyles): string {
  return renderDocument(whole, [fonts, theme, talks], list, 'talks', { policy: contentPolicy([]) });
}
