// From a rate of false alarms to the score that a window must reach: the promise, in one place.

/** Score that one of 100 complete clean days exceeds, and how much it takes to make that ten times rarer. */
const SCORE_AT_ONE_PER_100 = 7.55;
const SCORE_PER_TENFOLD = 2.3;

/** The score from which on a window is significant at `falseAlarmsPer100Days`. */
export function significantFrom(falseAlarmsPer100Days: number): number {
  return SCORE_AT_ONE_PER_100 - SCORE_PER_TENFOLD * Math.log10(falseAlarmsPer100Days);
}
