// Every window of the day compared with what the rest of the day and the references make of it.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { atFaceValue, type PlausibleRegime } from './expectation.ts';
import { type Happening, verdictOn } from './hypotheses.ts';
import { at } from './numbers.ts';
import type { Observations } from './observations.ts';
import { type Word, wordsOnWindows } from './rest-of-day.ts';
import type { TodayGivenOthers } from './today.ts';

/** A window of known hours, judged without its own counts having a say in what was expected. */
export interface Candidate {
  readonly startHour: number;
  readonly endHour: number;
  readonly observed: number;
  readonly expected: number;
  readonly score: number;
  readonly happening: Happening;
}

/** So many windows pass the quick screen, and at least so many for each first hour: weaker incidents have a chance too. */
const SCREENED = 40;
const SCREENED_PER_START = 2;
/** Windows with less evidence than this can't be worth a word. */
const LEAST_EVIDENCE = 2;
/** The likeliest regimes are enough to see what is conspicuous. */
const SCREENING_REGIMES = 3;
/** A window that holds all known hours, at least so many, is about the day's level. */
const LEVEL_HOURS = 10;

/** Windows of contiguous known hours that are worth a word, strongest first. */
export function candidates(observed: Observations, regimes: readonly PlausibleRegime[]): Candidate[] {
  const first = observed.today.findIndex((count) => !Number.isNaN(count));
  const last = observed.today.findLastIndex((count) => !Number.isNaN(count));
  const windows = screened(observed, regimes);
  const judged: Candidate[] = [];
  for (let startHour = 0; startHour < HOURS_A_DAY; startHour++) {
    const ends = windows.filter((window) => window.startHour === startHour).map(({ endHour }) => endHour);
    ends.sort((a, b) => a - b);
    if (ends.length === 0) continue;
    const byRegime = regimes.map((regime) => wordsOnWindows(startHour, ends, observed, regime));
    ends.forEach((endHour, i) => {
      const hours = endHour - startHour + 1;
      const count = countIn(observed.today, startHour, endHour);
      const words = byRegime.map((all) => all[i] as Word);
      const isWholeDay = startHour === first && endHour === last && hours >= LEVEL_HOURS;
      judged.push({ startHour, endHour, observed: count, ...verdictOn(count, hours, isWholeDay, words) });
    });
  }
  return judged.sort((a, b) => b.score - a.score || a.startHour - b.startHour || a.endHour - b.endHour);
}

function countIn(today: Float64Array, startHour: number, endHour: number): number {
  let sum = 0;
  for (let hour = startHour; hour <= endHour; hour++) sum += at(today, hour);
  return sum;
}

interface Screened {
  readonly startHour: number;
  readonly endHour: number;
  readonly evidence: number;
}

/**
 * The most conspicuous windows by the likelihood ratio of a shift of log rates (generalised least squares), today taken
 * at face value: doubted hours would hide just what is looked for.
 */
function screened(observed: Observations, regimes: readonly PlausibleRegime[]): Screened[] {
  const windows: Screened[] = [];
  const faces = regimes.slice(0, SCREENING_REGIMES).map((regime) => atFaceValue(observed, regime));
  const best = faces[0]?.logLikelihood ?? 0;
  for (let startHour = 0; startHour < HOURS_A_DAY; startHour++) {
    const sums = faces.map(() => ({ pull: 0, information: 0 }));
    for (let endHour = startHour; endHour < HOURS_A_DAY; endHour++) {
      if (Number.isNaN(at(observed.today, endHour))) break;
      let evidence = Number.NEGATIVE_INFINITY;
      for (let r = 0; r < faces.length; r++) {
        const { precision, pull, logLikelihood } = faces[r] as TodayGivenOthers;
        const sum = sums[r] as { pull: number; information: number };
        sum.pull += at(pull, endHour);
        sum.information += at(precision, endHour * HOURS_A_DAY + endHour);
        for (let k = startHour; k < endHour; k++) sum.information += 2 * at(precision, endHour * HOURS_A_DAY + k);
        evidence = Math.max(evidence, logLikelihood - best + (sum.pull * sum.pull) / (2 * sum.information));
      }
      if (evidence >= LEAST_EVIDENCE) windows.push({ startHour, endHour, evidence });
    }
  }
  windows.sort((a, b) => b.evidence - a.evidence || a.startHour - b.startHour || a.endHour - b.endHour);
  const perStart = new Uint8Array(HOURS_A_DAY);
  return windows.filter(({ startHour }, i) => {
    const rank = (perStart[startHour] ?? 0) + 1;
    perStart[startHour] = rank;
    return i < SCREENED || rank <= SCREENED_PER_START;
  });
}
