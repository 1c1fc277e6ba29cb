import { openProject } from '../project.ts';
import { plural, type Setting, status, tell } from './terminal.ts';

/** `lectern take`; gives the exit code. */
export async function take(deck: string, slides: readonly string[], setting: Setting): Promise<number> {
  const project = openProject(setting);
  const { diagnostics, taken } = await project.take({ deck, slides, progress: status.show });
  status.clear();
  tell(diagnostics);
  if (taken) {
    console.error(`${plural(taken.ids.length, 'slide')} in ${taken.path}: ${taken.ids.join(', ')}`);
    if (taken.added.length > 0) console.error(`With: ${taken.added.join(', ')}`);
    for (const [from, to] of taken.renamed) console.error(`Called ${to} here: ${from}`);
  } else console.error('Nothing was written; the talk is as it was.');
  return taken ? 0 : 1;
}
