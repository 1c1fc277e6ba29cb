import { type Check, checks } from '../check/rules.ts';
import { diagnose, hasErrors } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { openProject, type Project } from '../project.ts';
import { problemText } from '../write/files.ts';
import { plainDiagnostic, type Setting, status, tell, tellJson } from './terminal.ts';

export interface CheckFlags {
  readonly only?: readonly Check[];
  readonly strict?: true;
  readonly watch?: true;
  readonly json?: true;
  readonly trustHtml?: true;
}

/** `lectern check`; gives the exit code: 0 with `--watch`, once the first check is done. */
export async function check(flags: CheckFlags, setting: Setting): Promise<number> {
  const project = openProject(setting);
  if (!flags.watch) return checkOnce(flags, project);
  const { repeating } = await import('../serve/repeat.ts');
  const { watchTalk } = await import('../serve/watch.ts');
  const again = repeating(async () => {
    // editors take from these lines when the problems told before are out of date
    console.error('Checking the talk.');
    await checkOnce(flags, project);
    console.error('Waiting for changes.');
  });
  const failed = (problem: unknown): void =>
    tell([diagnose('.', messages.watchFailed(problemText(problem)))]);
  let soon: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(soon);
    // one save is several events
    soon = setTimeout(() => void again(), 100);
  };
  await watchTalk(setting.root, changed, failed);
  await again();
  return 0;
}

async function checkOnce(flags: CheckFlags, project: Project): Promise<number> {
  const diagnostics = await project.check({
    only: flags.only ?? checks,
    strict: flags.strict ?? false,
    progress: status.show,
    trustHtml: flags.trustHtml ?? false,
  });
  status.clear();
  if (flags.json) tellJson({ diagnostics: diagnostics.map(plainDiagnostic) });
  else if (diagnostics.length === 0) console.error('Nothing to mend.');
  else tell(diagnostics);
  return hasErrors(diagnostics) ? 1 : 0;
}
