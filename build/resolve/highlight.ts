import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { ThemedToken, ThemeRegistrationRaw } from 'shiki/types';
import type { CodeLine, CodeToken } from '../model/talk.ts';
import { grammarOf } from './languages.ts';

/** Code in a language that has a grammar. */
export interface HighlightRequest {
  readonly lang: string;
  readonly text: string;
}

/** What tokens are, and the scopes of TextMate grammars that say so; later ones go before earlier ones. */
const scopes: Readonly<Record<NonNullable<CodeToken['kind']>, readonly string[]>> = {
  property: ['support.type.property-name', 'entity.other.attribute-name', 'meta.object-literal.key'],
  constant: ['constant', 'support.constant'],
  keyword: [
    'keyword',
    'storage',
    'markup.heading',
    'entity.name.section',
    'support.function.section',
    'variable.language',
  ],
  function: [
    'entity.name.function',
    'support.function',
    'meta.function-call.generic',
    'markup.underline.link',
  ],
  type: [
    'entity.name.type',
    'entity.name.class',
    'entity.name.tag',
    'entity.other.inherited-class',
    'support.type',
    'support.class',
  ],
  string: ['string', 'constant.character.escape', 'markup.inline.raw', 'markup.fenced_code'],
  comment: ['comment', 'punctuation.definition.comment'],
  inserted: ['markup.inserted'],
  deleted: ['markup.deleted'],
};
/** Scopes that are none of these, though a wider one is. */
const ink = ['keyword.operator', 'meta.template.expression', 'storage.modifier.pointer'];
/** Operators that are words. */
const words = ['keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python'];

const kinds = Object.keys(scopes) as (keyof typeof scopes)[];
/** Grammars give colours; each kind has one that stands for it, so that the theme decides. */
const colourOf = (kind: keyof typeof scopes): string => `#00000${kinds.indexOf(kind) + 1}`;

/** A theme whose colours stand for kinds, so that it is the deck's styles that give them theirs. */
const theme: ThemeRegistrationRaw = {
  name: 'kinds',
  type: 'light',
  settings: [
    ...kinds.map((kind) => ({ scope: [...scopes[kind]], settings: { foreground: colourOf(kind) } })),
    { scope: ink, settings: { foreground: '#000000' } },
    { scope: words, settings: { foreground: colourOf('keyword') } },
  ],
};

const mostOpen = 500;

/** Longer lines, which no slide shows, are left without kinds: some patterns take time that grows with the cube of a line. */
const longestLine = 200;

let highlighter: Promise<HighlighterCore> | undefined;

/** Tells the tokens of code, line by line; the texts of a line's tokens joined are the line. */
export async function highlight({ lang, text }: HighlightRequest): Promise<readonly CodeLine[]> {
  const grammar = grammarOf(lang);
  if (!grammar) throw new Error(`no grammar for ${lang}`);
  if (opensTooMany(text)) return text.split('\n').map((line) => (line === '' ? [] : [{ text: line }]));
  highlighter ??= createHighlighterCore({
    // patterns that the engine lacks cost a token its kind, not the build
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [theme],
    langs: [],
  });
  const core = await highlighter;
  const { default: languages } = await grammar();
  await core.loadLanguage(languages);
  const name = languages.at(-1)?.name ?? lang;
  // a limit of time would make the same input give other bytes on a busy machine
  const limits = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: longestLine };
  return core.codeToTokensBase(text, { lang: name, theme: 'kinds', ...limits }).map(lineOf);
}

/** Whether so many brackets stand open that grammars, which look at all of them at each step, would take minutes. */
function opensTooMany(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    open = '([{'.includes(bracket) ? open + 1 : Math.max(0, open - 1);
    if (open > mostOpen) return true;
  }
  return false;
}

/** Tokens with what they are; those next to each other that are the same are one, and blanks are of no kind. */
function lineOf(tokens: readonly ThemedToken[]): CodeLine {
  const line: CodeToken[] = [];
  for (const { content: text, color } of tokens) {
    const last = line.at(-1);
    const isBlank = text.trim() === '';
    const kind = kinds.find((candidate) => !isBlank && colourOf(candidate) === color?.toLowerCase());
    if (last && last.kind === kind) line[line.length - 1] = { ...last, text: last.text + text };
    else line.push(kind === undefined ? { text } : { text, kind });
  }
  return line;
}
