// The front door: any bytes under any key become checkout-days, or a reason why not.
import type { AsOf } from './as-of.ts';
import type { Finding, IntakeItem } from './checkout-day.ts';
import type { DayPlan } from './day-plan.ts';
import { dayPlan } from './day-plan.ts';
import { dayReader } from './day-reader.ts';
import type { ByteSource, Drop } from './drop.ts';
import { finding, Unreadable } from './findings.ts';
import type { KnownIdentity } from './identity.ts';
import { isDataKey, knownIdentity } from './identity.ts';
import { firstPass, rowsAgain } from './passes.ts';
import { zoneClock } from './zone-clock.ts';

export interface IntakeSettings {
  /** IANA zone of the business day, for example `America/Sao_Paulo`. */
  readonly timeZone: string;
  /** An hour is final this many minutes after it ends. */
  readonly settleMinutes: number;
}

/**
 * What one object tells: one item per checkout and business date, at least one in all. Small files give them in order of
 * first appearance, large ones (read twice, never held whole) as soon as the last row of each was seen.
 *
 * Throws nothing whatever the bytes and the key are; errors of `source` itself pass untouched.
 */
export async function* intake(drop: Drop, source: ByteSource, settings: IntakeSettings): AsyncGenerator<IntakeItem> {
  const known = knownIdentity(drop);
  if (!isDataKey(drop.key)) {
    yield refusal('ignore', known, finding('key-ignored', 'no data by its key: data ends in .csv or .csv.gz'));
    return;
  }
  const asOf: AsOf = {
    clock: zoneClock(settings.timeZone),
    landedAt: drop.landedAt.getTime(),
    settleMinutes: settings.settleMinutes,
    isDayOver: drop.isDayOver,
  };
  try {
    const first = await firstPass(source, asOf);
    const { survey, layout } = first;
    const plan = dayPlan(survey.slots, layout.columns, known, survey.lastSale, asOf);
    const findings = [...known.findings, ...survey.findings, ...dateFindings(plan, known)];
    const reader = dayReader(plan, first, { columns: layout.columns, asOf, findings, brokenAt: survey.brokenAt });
    if (first.kept !== null) yield* reader.inOrder(first.kept);
    else yield* reader.asComplete(rowsAgain(source, first));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield refusal('quarantine', known, error.reason);
  }
}

/** What is to be said of the dates as a whole. */
function dateFindings({ days }: DayPlan, known: KnownIdentity): Finding[] {
  const dates = [...new Set(days.flatMap((day) => (day.kind === 'day' ? [day.date] : [])))].sort();
  const found: Finding[] = [];
  if (dates.length > 1) {
    const text = `${dates.length} dates from ${dates[0]} to ${dates.at(-1)}; each is a day of its own`;
    found.push(finding('several-days', text));
  }
  if (known.date !== null && dates.length > 0 && !dates.includes(known.date)) {
    found.push(
      finding('date-mismatch', `the rows are of ${dates[0]}, the key or metadata says ${known.date}; the rows win`),
    );
  }
  return found;
}

function refusal(
  outcome: 'quarantine' | 'ignore',
  { checkout, date, findings }: KnownIdentity,
  reason: Finding,
): IntakeItem {
  return { checkout, date, outcome, reason, warnings: findings };
}
