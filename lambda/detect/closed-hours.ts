// Hours in which a checkout is closed: nothing is expected, nothing can be missing, and a sale is worth a note.
import type { CheckoutDay, HourReading } from '../intake/checkout-day.ts';
import type { Detector, HourJudgement, ScoredWindow } from './judgement.ts';

/** `judge` for the hours in which the checkout is open; sales in the others are listed behind what it finds. */
export function inOpenHours(judge: Detector['judge']): Detector['judge'] {
  return (day, settings) => {
    const closed = settings.calendar?.closedHours ?? [];
    if (closed.length === 0) return judge(day, settings);
    const judgement = judge(withoutHours(day, closed), settings);
    return {
      ...judgement,
      hours: judgement.hours.map((own, hour) => (closed.includes(hour) ? closedHour(day, hour) : own)),
      windows: [...judgement.windows, ...salesWhileClosed(day, closed)],
    };
  };
}

/** The day as if nothing were known of some hours. */
function withoutHours(day: CheckoutDay, hours: readonly number[]): CheckoutDay {
  const isLeftOut = ({ hour }: HourReading) => hours.includes(hour);
  return { ...day, hours: day.hours.map((reading) => (isLeftOut(reading) ? { ...reading, today: null } : reading)) };
}

/** That nothing is sold is known beforehand. */
function closedHour(day: CheckoutDay, hour: number): HourJudgement {
  const today = day.hours[hour]?.today ?? null;
  return { hour, today, expected: 0, low: 0, high: 0, deviationPercent: null, z: null, severity: null };
}

/** Ranks below every window that was weighed: a sale out of hours is for the list, never for an alert. */
const SCORE_OF_A_NOTE = -10;

/** Sales in closed hours, hours in a row as one. */
function salesWhileClosed(day: CheckoutDay, closedHours: readonly number[]): readonly ScoredWindow[] {
  const windows: ScoredWindow[] = [];
  for (const hour of closedHours) {
    const sold = day.hours[hour]?.today ?? 0;
    if (sold === 0) continue;
    const last = windows.at(-1);
    if (last?.endHour === hour - 1) windows[windows.length - 1] = note(last.startHour, hour, last.observed + sold);
    else windows.push(note(hour, hour, sold));
  }
  return windows;
}

function note(startHour: number, endHour: number, observed: number): ScoredWindow {
  return {
    kind: 'spike',
    startHour,
    endHour,
    score: SCORE_OF_A_NOTE,
    isSignificant: false,
    observed,
    expected: 0,
    expectedLost: -observed,
    lostLow: -observed,
    lostHigh: -observed,
    severity: null,
    why: { kind: 'closed', observed },
  };
}
