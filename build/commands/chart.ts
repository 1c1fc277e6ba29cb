import type { ChartFormat } from '../chart-file.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { openProject } from '../project.ts';
import { plainDiagnostic, type Setting, status, tell, tellJson } from './terminal.ts';

export interface ChartFlags {
  readonly output: string;
  readonly json?: true;
}

/** `lectern chart`; gives the exit code. */
export async function chart(
  spec: string,
  { output, json }: ChartFlags,
  format: ChartFormat,
  setting: Setting,
): Promise<number> {
  const project = openProject(setting);
  const diagnostics = await project.chart({ spec, out: output, format, progress: status.show });
  status.clear();
  if (json) tellJson({ diagnostics: diagnostics.map(plainDiagnostic) });
  else tell(diagnostics);
  return hasErrors(diagnostics) ? 1 : 0;
}
