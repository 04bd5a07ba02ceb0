// How bad an incident is: significance was decided by the detector, here only impact counts.
import type { BusinessHours, SeverityRules } from '../config/config.ts';
import { isBusinessHour } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import type { HourJudgement, ScoredWindow } from '../detect/judgement.ts';

/** The part of a checkout's settings that severity depends on. */
export interface SeveritySettings {
  readonly businessHours: BusinessHours;
  readonly severity: SeverityRules;
}

/**
 * Severity of a window of sales. A detector's own severity stands; a window that chance explains is P5.
 *
 * Percentages are of the expectation over the whole window, for every kind. P1 counts only what was lost inside
 * business hours, so that an outage that merely touches them at 22h doesn't page for its night hours.
 */
export function salesSeverity(
  window: ScoredWindow,
  hours: readonly HourJudgement[],
  { businessHours, severity: rules }: SeveritySettings,
): Severity {
  if (window.severity !== null) return window.severity;
  if (!window.isSignificant) return 'P5';

  const inBusiness = hoursOf(window, hours).filter((h) => isBusinessHour(h.hour, businessHours));
  const touchesBusiness = inBusiness.length > 0;
  const lostPercent = window.expected > 0 ? (100 * window.expectedLost) / window.expected : 0;

  if (window.kind === 'outage') {
    return touchesBusiness && lossOf(inBusiness) >= rules.outageLossSales ? 'P1' : 'P2';
  }
  if (touchesBusiness && lostPercent >= rules.highDropPercent) return 'P2';
  if (lostPercent >= rules.mediumDropPercent || -lostPercent >= rules.spikePercent) return 'P3';
  return 'P4';
}

/** Severity of hours without data: P2 once we have been blind for long in business hours, else P4. */
export function gapSeverity(
  missing: readonly number[],
  { businessHours, severity: rules }: SeveritySettings,
): Severity {
  const blind = missing.filter((hour) => isBusinessHour(hour, businessHours));
  return longestRun(blind) >= rules.blindHours ? 'P2' : 'P4';
}

function hoursOf(window: ScoredWindow, hours: readonly HourJudgement[]): readonly HourJudgement[] {
  return hours.slice(window.startHour, window.endHour + 1);
}

function lossOf(hours: readonly HourJudgement[]): number {
  return hours.reduce((sum, { today, expected }) => sum + (today === null ? 0 : (expected ?? 0) - today), 0);
}

function longestRun(ascending: readonly number[]): number {
  let longest = 0;
  let run = 0;
  ascending.forEach((hour, i) => {
    run = i > 0 && ascending[i - 1] === hour - 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}
