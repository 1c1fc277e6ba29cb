import { byWeight, type Part, type WeighedFile } from '../model/budget.ts';
import type { Config } from '../model/config.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { sourceElement } from '../model/source-archive.ts';

/** Files that are larger than the budget, each with what weighs most in it. */
export function checkBudget(files: readonly WeighedFile[], budget: Config['budget']): Diagnostic[] {
  if (!budget) return [];
  return files
    .filter(({ size }) => size > budget.bytes)
    .map(({ name, size, parts }) => {
      const heaviest = byWeight(parts()).slice(0, 5);
      return diagnose(budget.span, messages.budgetExceeded(name, size, budget.bytes, heaviest));
    });
}

export function weighedHtml(name: string, html: string): WeighedFile {
  return { name, size: Buffer.byteLength(html), parts: () => partsOfHtml(html) };
}

/** What elements of scripts hold, by their ids. */
const programs: Readonly<Record<string, string>> = { 'vega-runtime': 'Vega', [sourceElement.id]: 'source' };

/** What index.html consists of: fonts, styles, programs, and slides, in which images and drawings are told apart. */
export function partsOfHtml(html: string): Part[] {
  const parts: Part[] = [];
  const add = (name: string, text: string | undefined): void =>
    void parts.push({ name, bytes: Buffer.byteLength(text ?? '') });
  const rest = html
    .replace(/<style>([\s\S]*?)<\/style>/g, (_, css: string) => {
      const fonts = css.match(/@font-face\s*\{[^}]*\}/g)?.join('') ?? '';
      add('fonts', fonts);
      parts.push({ name: 'styles', bytes: Buffer.byteLength(css) - Buffer.byteLength(fonts) });
      return '';
    })
    .replace(/<script\b([^>]*)>([\s\S]*?)<\/script>/g, (_, attributes: string, text: string) => {
      add(programs[/ id="([^"]*)"/.exec(attributes)?.[1] ?? ''] ?? 'program', text);
      return '';
    })
    .replace(/<section id="([^"]*)" class="slide[\s\S]*?<\/section>/g, (section, id: string) => {
      const without = section
        .replace(/<img\b[^>]*>/g, (image) => {
          add(`images of slide “${id}”`, image);
          return '';
        })
        .replace(/<svg\b[\s\S]*?<\/svg>/g, (drawing) => {
          add(`charts of slide “${id}”`, drawing);
          return '';
        })
        .replace(/<div class="data">[\s\S]*?<\/table><\/div><\/div>/g, (table) => {
          add(`data of slide “${id}”`, table);
          return '';
        });
      add('text of the slides', without);
      return '';
    });
  add('annexes', rest);
  return parts;
}
