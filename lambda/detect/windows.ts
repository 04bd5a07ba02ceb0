// Every window of the day compared with what the rest of the day and the references make of it.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { atFaceValue, type Look, type PlausibleRegime } from './expectation.ts';
import { type Happening, verdictOn } from './hypotheses.ts';
import type { Observations } from './observations.ts';
import { wordsOnWindows } from './rest-of-day.ts';

/** A window of known hours, judged without its own counts having a say in what was expected. */
export interface Candidate {
  readonly startHour: number;
  readonly endHour: number;
  readonly observed: number;
  readonly expected: number;
  readonly score: number;
  readonly happening: Happening;
}

/** So many windows pass the quick screen. */
const SCREENED = 40;
/** Windows with less evidence than this can't be worth a word, … */
const LEAST_EVIDENCE: Readonly<Record<Look, number>> = { glance: 3, close: 2 };
/** … nor yet those with less than this share of the best one's: they are asked again once that is taken out of the day. */
const LEAST_SHARE_OF_BEST = 0.3;
/** A window that holds all known hours, at least so many, is about the day's level. */
const LEVEL_HOURS = 10;

/** Windows of contiguous known hours that are worth a word at this look, strongest first. */
export function candidates(observed: Observations, regimes: readonly PlausibleRegime[], look: Look): Candidate[] {
  const first = observed.today.findIndex((count) => !Number.isNaN(count));
  const last = observed.today.findLastIndex((count) => !Number.isNaN(count));
  const windows = screened(observed, regimes, look);
  const judged: Candidate[] = [];
  for (let startHour = 0; startHour < HOURS_A_DAY; startHour++) {
    const ends = windows.filter((window) => window.startHour === startHour).map(({ endHour }) => endHour);
    ends.sort((a, b) => a - b);
    if (ends.length === 0) continue;
    const byRegime = regimes.map((regime) => wordsOnWindows(startHour, ends, observed, regime));
    ends.forEach((endHour, i) => {
      const hours = endHour - startHour + 1;
      const count = countIn(observed.today, startHour, endHour);
      const words = byRegime.map((all) => all[i]!);
      const isWholeDay = startHour === first && endHour === last && hours >= LEVEL_HOURS;
      const { expected, score, happening } = verdictOn(count, hours, isWholeDay, words);
      judged.push({ startHour, endHour, observed: count, expected, score, happening });
    });
  }
  return judged.sort((a, b) => b.score - a.score || a.startHour - b.startHour || a.endHour - b.endHour);
}

function countIn(today: Float64Array, startHour: number, endHour: number): number {
  let sum = 0;
  for (let hour = startHour; hour <= endHour; hour++) sum += today[hour]!;
  return sum;
}

interface Screened {
  readonly startHour: number;
  readonly endHour: number;
  readonly evidence: number;
}

/**
 * The most conspicuous windows by the likelihood ratio of a shift of log rates (generalised least squares) under the
 * likeliest regime, today taken at face value: doubted hours would hide just what is looked for.
 */
function screened(observed: Observations, [likeliest]: readonly PlausibleRegime[], look: Look): Screened[] {
  if (likeliest === undefined) return [];
  const { precision, pull } = atFaceValue(observed, likeliest);
  const windows: Screened[] = [];
  for (let startHour = 0; startHour < HOURS_A_DAY; startHour++) {
    let pulled = 0;
    let information = 0;
    for (let endHour = startHour; endHour < HOURS_A_DAY; endHour++) {
      if (Number.isNaN(observed.today[endHour]!)) break;
      pulled += pull[endHour]!;
      information += precision[endHour * HOURS_A_DAY + endHour]!;
      for (let k = startHour; k < endHour; k++) information += 2 * precision[endHour * HOURS_A_DAY + k]!;
      const evidence = (pulled * pulled) / (2 * information);
      if (evidence >= LEAST_EVIDENCE[look]) windows.push({ startHour, endHour, evidence });
    }
  }
  windows.sort((a, b) => b.evidence - a.evidence || a.startHour - b.startHour || a.endHour - b.endHour);
  const least = LEAST_SHARE_OF_BEST * (windows[0]?.evidence ?? 0);
  return windows.slice(0, SCREENED).filter(({ evidence }) => evidence >= least);
}
