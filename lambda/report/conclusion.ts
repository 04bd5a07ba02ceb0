// The sentence that a report begins with: what a reader who stops there must know.
import type { Severity } from '../config/severity.ts';
import { type FoundIncident, isData, isSales } from '../incident/incident.ts';
import type { Matter } from '../notify/alert-facts.ts';
import { change } from '../notify/amount.ts';
import { isWholeDay } from '../notify/headline.ts';
import { clockEnd, clockStart, daysUntilEnd } from '../notify/local-time.ts';
import { type DayView, type IncidentOnDay, isDayOver, standing, totals } from './day-view.ts';
import type { ConcludedIncident, ReportWords } from './report-words.ts';

export interface Conclusion {
  readonly text: string;
  /** Of the worst incident; null where nothing was wrong. */
  readonly severity: Severity | null;
}

export function dayConclusion(view: DayView, words: ReportWords): Conclusion {
  const { conclusion, number } = words;
  const [worst, ...others] = standing(view);
  if (!worst) {
    if (view.hours.every(({ today }) => today === null)) return { text: conclusion.nothingKnown, severity: null };
    const { seen, expected } = totals(view);
    const told = expected === null ? null : number(expected);
    return { text: conclusion.quiet(number(seen), told, isDayOver(view)), severity: null };
  }
  const sentence = incidentConclusion(worst, words);
  const text = others.length === 0 ? sentence : conclusion.andMore(sentence, others.length);
  return { text, severity: worst.incident.severity };
}

/** `No sales from 15:00 to 18:00: about 116 were lost (likely 76 to 163).` */
export function incidentConclusion({ incident, found }: IncidentOnDay, { conclusion, number }: ReportWords): string {
  const sentence = conclusion.of(matterOf(found), concluded(found, incident.status === 'open', number));
  return incident.status === 'retracted' ? conclusion.retracted(sentence) : sentence;
}

/** A kind of incident, holes in the data told apart by their cause. */
export function matterOf(found: FoundIncident): Matter {
  return isData(found) ? found.cause : found.kind;
}

function concluded(found: FoundIncident, isOpen: boolean, number: (sales: number) => string): ConcludedIncident {
  const { startHour, endHour, isOver } = found;
  const when = {
    isGoingOn: isOpen && !isOver && isSales(found),
    isWholeDay: isWholeDay(startHour, endHour),
    from: clockStart(startHour),
    to: clockEnd(endHour),
    daysLater: daysUntilEnd(endHour),
  };
  if (!isSales(found)) return { ...when, size: '', low: '', high: '', change: null, isLess: false, isNone: false };
  const { observed, expected, expectedLost } = found;
  const { size, low, high } = sizeOf(found);
  return {
    ...when,
    size: number(size),
    low: number(low),
    high: number(high),
    change: expected > 0 ? change((100 * (observed - expected)) / expected).replace(/^[-+]/, '') : null,
    isLess: expectedLost >= 0,
    isNone: observed === 0,
  };
}

/** Sales that were lost, or came on top, with their interval: never negative but where chance reaches below zero. */
export function sizeOf({ expectedLost, lostLow, lostHigh }: Extract<FoundIncident, { readonly expectedLost: number }>) {
  return expectedLost >= 0
    ? { size: expectedLost, low: lostLow, high: lostHigh }
    : { size: -expectedLost, low: -lostHigh, high: -lostLow };
}
