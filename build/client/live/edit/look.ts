import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** Colours come from edit.css, which knows light and dark. */
export const look: Extension = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, color: 'var(--heading)', fontWeight: '600' },
    { tag: tags.strong, fontWeight: '600' },
    { tag: tags.emphasis, fontStyle: 'italic' },
    { tag: tags.strikethrough, textDecoration: 'line-through' },
    { tag: [tags.link, tags.url], color: 'var(--link)' },
    { tag: [tags.processingInstruction, tags.contentSeparator, tags.punctuation], color: 'var(--sign)' },
    { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: 'var(--name)' },
    { tag: [tags.string, tags.monospace, tags.quote], color: 'var(--string)' },
    { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], color: 'var(--number)' },
    { tag: [tags.comment, tags.meta], color: 'var(--faint)' },
    { tag: tags.invalid, color: 'var(--error)' },
  ]),
);
