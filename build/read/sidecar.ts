import { posix } from 'node:path';
import * as v from 'valibot';
import type { Provenance, Sidecar } from '../model/chart.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { span } from '../model/source.ts';
import { text } from './config.ts';
import { readText } from './text.ts';
import { readYaml } from './yaml.ts';

const fields = {
  publisher: v.optional(v.pipe(text, v.description('Who published the data.'))),
  title: v.optional(v.pipe(text, v.description('What the data set is called.'))),
  indicator: v.optional(v.pipe(text, v.description('Its series or table, such as BX.KLT.DINV.CD.WD.'))),
  vintage: v.optional(v.pipe(text, v.description('Its year or edition.'))),
  retrieved: v.optional(v.pipe(text, v.description('The day on which it was taken, as 2026-01-31.'))),
  url: v.optional(
    v.pipe(
      text,
      v.regex(/^https?:\/\/\S+$/i, 'must be an address that begins with https://'),
      v.description('Its address, with https://.'),
    ),
  ),
  licence: v.optional(v.pipe(text, v.description('What it may be used under, such as CC BY 4.0.'))),
  note: v.optional(v.pipe(text, v.description('What those should know who read it.'))),
};

export const unit = v.optional(v.pipe(text, v.description('What the figures are measured in.')));

/** Where data comes from, as a spec's `usermeta.source` says it. */
export const SourceFields = v.strictObject(fields);

/** What stands in `NAME.csv.yaml` beside a data file. */
export const SidecarFields = v.strictObject({ ...fields, unit });

/** Reads what `PATH.yaml` says of the data file at `path`; undefined when there is none, or none that can be used. */
export function readSidecar(path: string, context: ReadContext): Sidecar | undefined {
  const name = `${path}.yaml`;
  if (!context.files.list(posix.dirname(path)).includes(posix.basename(name))) return undefined;
  const file = readText(name, name, context);
  const checked = file && readYaml(span(file, 0, file.text.length), SidecarFields, context);
  if (!checked) return undefined;
  const { unit, ...source } = checked.value;
  if ([unit, ...Object.values(source)].some(Boolean)) return { source, unit };
  context.report(diagnose(name, messages.sidecarEmpty()));
  return undefined;
}

/** Whether anything is said of where data comes from. */
export function isSource({ publisher, title, indicator, url }: Provenance): boolean {
  return [publisher, title, indicator, url].some(Boolean);
}

/** Reports sidecars in the folder of data whose data file is not there. */
export function checkSidecars(context: ReadContext): void {
  const names = context.files.list('charts/data');
  for (const name of names) {
    const data = /^(.+\.(?:csv|tsv|json))\.ya?ml$/i.exec(name)?.[1];
    if (data === undefined) continue;
    const path = `charts/data/${name}`;
    if (name.endsWith('.yml')) context.report(diagnose(path, messages.fileUnused(`Name it ${data}.yaml.`)));
    else if (!names.includes(data)) {
      const near = nearest(
        data,
        names.filter((other) => !/\.ya?ml$/.test(other)),
      );
      context.report(diagnose(path, messages.sidecarOrphan(data, near)));
    }
  }
}
