// The five severities and their order.

export const SEVERITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;

/** P1 critical, P2 high, P3 medium, P4 low, P5 info. */
export type Severity = (typeof SEVERITIES)[number];

/** 1 for P1 … 5 for P5: the smaller, the worse. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity) + 1;
}

/** The worse of two severities. */
export function worse(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b;
}
