import { basename, dirname } from 'node:path';
import type { Artefact, BuildResult } from '../build.ts';
import type { HandoutStyle } from '../model/config.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { openProject } from '../project.ts';
import { plainDiagnostic, plural, type Setting, status, tell, tellJson } from './terminal.ts';

export interface BuildFlags {
  readonly out: string;
  readonly pdf: boolean;
  readonly steps?: true;
  readonly png?: true;
  readonly slides?: readonly string[];
  readonly handout?: HandoutStyle | false;
  readonly public?: true;
  readonly source: boolean;
  readonly json?: true;
  readonly trustHtml?: true;
}

/** `lectern build`; gives the exit code, as all commands do. */
export async function build(talks: readonly string[], flags: BuildFlags, setting: Setting): Promise<number> {
  const started = performance.now();
  const project = openProject(setting);
  const result = await project.build({
    talks,
    out: flags.out,
    pdf: flags.pdf,
    steps: flags.steps ?? false,
    images: flags.png ? (flags.slides ?? 'all') : undefined,
    handout: flags.handout || undefined,
    noHandout: flags.handout === false,
    isPublic: flags.public ?? false,
    source: flags.source,
    trustHtml: flags.trustHtml ?? false,
    progress: status.show,
  });
  status.clear();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  if (flags.json) {
    const diagnostics = result.diagnostics.map(plainDiagnostic);
    const slides = result.talks[0]?.slides ?? 0;
    tellJson({ slides, artefacts: result.artefacts, talks: result.talks, diagnostics });
  } else {
    tell(result.diagnostics);
    if (result.artefacts.length === 0) console.error(`Nothing was written; ${flags.out}/ is as it was.`);
    else console.error(summary(result, seconds));
  }
  if (result.diagnostics.some(({ rule }) => rule === 'talk-unknown')) return 2;
  return hasErrors(result.diagnostics) ? 1 : 0;
}

/** What was written: in one line for a talk, in a line for each where there are several to list. */
function summary({ talks, artefacts, isUnchanged }: BuildResult, seconds: string): string {
  const took = isUnchanged ? 'unchanged since the last build' : `in ${seconds} s`;
  const list = artefacts.find(({ path }) => basename(path) === 'talks.html');
  const lines = talks.map(({ name, slides, artefacts: own }) => {
    const place = list ? `${name}, ${plural(slides, 'slide')}` : `${plural(slides, 'slide')} ${took}`;
    return `${place}: ${listed(own).join(', ')}`;
  });
  return [list && `${plural(talks.length, 'talk')} ${took}: ${list.path}`, ...lines]
    .filter(Boolean)
    .join('\n');
}

/** Files with their sizes; the pictures as one. */
function listed(artefacts: readonly Artefact[]): string[] {
  const pictures = artefacts.filter(({ path }) => path.endsWith('.png'));
  const bytes = pictures.reduce((sum, { size }) => sum + size, 0);
  const [first] = pictures;
  const sum = first
    ? [`${plural(pictures.length, 'picture')} in ${dirname(first.path)}/ (${(bytes / 1e6).toFixed(1)} MB)`]
    : [];
  const others = artefacts.filter((artefact) => !pictures.includes(artefact));
  return [...others.map(({ path, size }) => `${path} (${Math.round(size / 1000)} kB)`), ...sum];
}
