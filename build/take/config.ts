import { isMap, parseDocument } from 'yaml';
import type { Config, Series } from '../model/config.ts';
import { yamlText } from '../read/yaml-edits.ts';
import { freeName } from './names.ts';
import { ended } from './works.ts';

/** Series that slides belong to. */
export interface PlacedSeries {
  /** Their names there by their names here. */
  readonly names: ReadonlyMap<string, string>;
  /** Those that are not there yet, by their names there. */
  readonly added: ReadonlyMap<string, Series>;
}

/** Finds names for series in another deck.yaml, which may have the same series, or another one of that name. */
export function placeSeries(used: readonly string[], source: Config, target: Config): PlacedSeries {
  const names = new Map<string, string>();
  const added = new Map<string, Series>();
  for (const name of new Set(used)) {
    const series = source.series.get(name);
    if (!series) continue;
    const isSame = (other: string): boolean => target.series.get(other)?.label === series.label;
    const other = freeName(
      name,
      (wanted) => !isSame(wanted) && (target.series.has(wanted) || added.has(wanted)),
    );
    names.set(name, other);
    if (!target.series.has(other)) added.set(other, series);
  }
  return { names, added };
}

/** The text of deck.yaml with series and a bibliography added. */
export function addToConfig(
  text: string,
  series: ReadonlyMap<string, Series>,
  bibliography: string | undefined,
): string {
  let changed = text;
  for (const [name, { label }] of series)
    changed = addSeries(changed, `${yamlText(name)}: { label: ${JSON.stringify(label)} }`);
  return bibliography === undefined ? changed : `${ended(changed)}bibliography: ${yamlText(bibliography)}\n`;
}

function addSeries(text: string, entry: string): string {
  const map = parseDocument(text).get('series', true);
  const [start = 0, end = 0] = (isMap(map) && map.range) || [];
  if (!isMap(map)) return `${ended(text)}series:\n  ${entry}\n`;
  if (map.flow) {
    const comma = map.items.length > 0 ? ', ' : ' ';
    return `${text.slice(0, end - 1).trimEnd()}${comma}${entry} ${text.slice(end - 1)}`;
  }
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const before = text.slice(0, end);
  return before.endsWith('\n')
    ? `${before}${indent}${entry}\n${text.slice(end)}`
    : `${before}\n${indent}${entry}${text.slice(end)}`;
}
