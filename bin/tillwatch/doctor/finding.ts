// What one look of the doctor found, and what to do about it.

export type Verdict = 'ok' | 'warn' | 'fail';

export interface Finding {
  /** What was looked at, in one word: `heartbeat`. */
  readonly check: string;
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do next; null where all is well. */
  readonly next: string | null;
}

export function ok(check: string, says: string): Finding {
  return { check, verdict: 'ok', says, next: null };
}

export function warn(check: string, says: string, next: string): Finding {
  return { check, verdict: 'warn', says, next };
}

export function fail(check: string, says: string, next: string): Finding {
  return { check, verdict: 'fail', says, next };
}

/** The worst of them. */
export function overall(findings: readonly Finding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return findings.some(({ verdict }) => verdict === 'warn') ? 'warn' : 'ok';
}
