// From a rate of false alarms to the score that a window must reach.

/** Score that one of 100 clean days exceeds, and how much it rises for every tenfold stricter rate. */
const SCORE_AT_ONE = 8;
const SCORE_PER_DECADE = 2.3;

/** The score from which on a window is significant at `falseAlarmsPer100Days`. */
export function significantFrom(falseAlarmsPer100Days: number): number {
  return SCORE_AT_ONE - SCORE_PER_DECADE * Math.log10(falseAlarmsPer100Days);
}
