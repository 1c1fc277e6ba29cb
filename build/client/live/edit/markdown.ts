import { jsonLanguage } from '@codemirror/lang-json';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlLanguage } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from '@codemirror/view';
import { parseMixed } from '@lezer/common';
import { tags } from '@lezer/highlight';
import type { MarkdownConfig } from '@lezer/markdown';

/** YAML between two lines `---`, of which the first is directly above a field; at the head of any slide. */
const frontMatter: MarkdownConfig = {
  defineNodes: [
    { name: 'FrontMatter', block: true },
    { name: 'FrontMatterMark', style: tags.contentSeparator },
    { name: 'FrontMatterFields' },
  ],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'HorizontalRule',
      parse(context, line) {
        const from = context.lineStart;
        if (line.text.trimEnd() !== '---' || !/^(?:["']?[\w-]+["']?\s*:|#)/.test(context.peekLine() ?? ''))
          return false;
        const fields = from + line.text.length + 1;
        while (context.nextLine()) if (line.text.trimEnd() === '---') break;
        const end = context.lineStart;
        const isClosed = line.text.trimEnd() === '---';
        const to = isClosed ? end + 3 : context.prevLineEnd();
        context.addElement(
          context.elt('FrontMatter', from, to, [
            context.elt('FrontMatterMark', from, from + 3),
            context.elt('FrontMatterFields', fields, Math.max(fields, isClosed ? end : to)),
            ...(isClosed ? [context.elt('FrontMatterMark', end, to)] : []),
          ]),
        );
        context.nextLine();
        return true;
      },
    },
  ],
  wrap: parseMixed((node) => (node.name === 'FrontMatterFields' ? { parser: yamlLanguage.parser } : null)),
};

/** What Lectern adds to Markdown: slots, steps, notes, citations, directives. */
const own = new MatchDecorator({
  regexp: /^:::+[ \t]*[\w-]*|^Note:|^\. \. \.$|(?<![\w@.\\])-?@[\w][\w:.#$%&+?<>~/-]*|:[a-z][\w-]*(?=[[{])/gm,
  decoration: Decoration.mark({ class: 'own' }),
});

const ownMarks = ViewPlugin.define(
  (view) => ({
    marks: own.createDeco(view),
    update(update) {
      this.marks = own.updateDeco(update, this.marks);
    },
  }),
  { decorations: ({ marks }) => marks },
);

/** The language of slides. */
export function slidesMarkdown(): Extension {
  return [
    markdown({
      base: markdownLanguage,
      extensions: frontMatter,
      completeHTMLTags: false,
      codeLanguages: (info) =>
        /^(?:json|vega)/.test(info) ? jsonLanguage : /^ya?ml/.test(info) ? yamlLanguage : null,
    }),
    ownMarks,
    EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
  ];
}
