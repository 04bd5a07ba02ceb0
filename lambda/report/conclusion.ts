// The sentence that a report begins with: what a reader who stops there must know.
import type { Severity } from '../config/severity.ts';
import { type FoundIncident, isData, isSales } from '../incident/incident.ts';
import type { Matter } from '../notify/alert-facts.ts';
import { amount, change } from '../notify/amount.ts';
import { isWholeDay } from '../notify/headline.ts';
import { clockEnd, clockStart } from '../notify/local-time.ts';
import { type DayView, type IncidentOnDay, isDayOver, standing, totals } from './day-view.ts';
import type { ConcludedIncident, ReportWords } from './report-words.ts';

export interface Conclusion {
  readonly text: string;
  /** Of the worst incident; null where nothing was wrong. */
  readonly severity: Severity | null;
}

export function dayConclusion(view: DayView, words: ReportWords): Conclusion {
  const { conclusion, decimalMark } = words;
  const [worst, ...others] = standing(view);
  if (!worst) {
    if (view.hours.every(({ today }) => today === null)) return { text: conclusion.nothingKnown, severity: null };
    const { seen, expected } = totals(view);
    const told = expected === null ? null : amount(expected, decimalMark);
    return { text: conclusion.quiet(amount(seen, decimalMark), told, isDayOver(view)), severity: null };
  }
  const sentence = incidentConclusion(worst, words);
  const text = others.length === 0 ? sentence : conclusion.andMore(sentence, others.length);
  return { text, severity: worst.incident.severity };
}

/** `No sales from 15:00 to 18:00: about 118 were lost (likely 90 to 148).` */
export function incidentConclusion(
  { incident, found }: Pick<IncidentOnDay, 'incident' | 'found'>,
  words: ReportWords,
): string {
  return words.conclusion.of(matterOf(found), concluded(found, incident.status === 'open', words.decimalMark));
}

/** A kind of incident, holes in the data told apart by their cause. */
export function matterOf(found: FoundIncident): Matter {
  return isData(found) ? found.cause : found.kind;
}

function concluded(found: FoundIncident, isOpen: boolean, decimalMark: string): ConcludedIncident {
  const { startHour, endHour, isOver } = found;
  const when = {
    isGoingOn: isOpen && !isOver && isSales(found),
    isWholeDay: isWholeDay(startHour, endHour),
    from: clockStart(startHour),
    to: clockEnd(endHour),
  };
  if (!isSales(found)) return { ...when, size: '', low: '', high: '', change: null, isLess: false };
  const { observed, expected, expectedLost } = found;
  const isLess = expectedLost >= 0;
  const [low, high] = isLess ? [found.lostLow, found.lostHigh] : [-found.lostHigh, -found.lostLow];
  return {
    ...when,
    size: amount(Math.abs(expectedLost), decimalMark),
    low: amount(low, decimalMark),
    high: amount(high, decimalMark),
    change: expected > 0 ? change((100 * (observed - expected)) / expected).replace(/^[-+]/, '') : null,
    isLess,
  };
}
