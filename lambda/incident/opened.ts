// Which incidents a step opened, for those who count them.
import type { Severity } from '../config/severity.ts';
import type { Incident } from './incident.ts';

/** Severities of the incidents in `after` that weren't in `before`, silenced ones included. */
export function openedSince(before: readonly Incident[], after: readonly Incident[]): readonly Severity[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id)).map(({ severity }) => severity);
}
