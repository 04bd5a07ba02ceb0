// Where a reader of an alert can look further.
import type { Config } from '../config/config.ts';
import type { IncidentKind } from '../incident/incident.ts';

/** Stands for the incident's kind in `runbookUrl`. */
const KIND = '{kind}';

/** The links of an alert about an incident of `kind`, URL by name: `runbook` where the configuration says where they are. */
export function alertLinks(kind: IncidentKind, { runbookUrl }: Pick<Config, 'runbookUrl'>): Record<string, string> {
  return runbookUrl === undefined ? {} : { runbook: runbookUrl.replaceAll(KIND, kind) };
}

/** The runbook as the repository has it, for whom no URL is configured. */
export function runbookFile(kind: IncidentKind): string {
  return `docs/runbooks/${kind}.md`;
}
