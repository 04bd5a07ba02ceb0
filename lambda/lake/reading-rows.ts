// A judged checkout-day as rows of `readings`: one for each hour that had ended when its file landed.
import type { LakeRow } from '../config/lake-tables.ts';
import type { Judgement } from '../detect/judgement.ts';
import type { FoundIncident } from '../incident/incident.ts';
import { severityAt } from '../incident/severity-at.ts';
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { monthOf, sqlTime } from './sql-time.ts';

export interface JudgedDay {
  readonly day: CheckoutDay;
  readonly judgement: Judgement;
  /** What was found on this date; hour labels are of this date. */
  readonly incidents: readonly FoundIncident[];
  /** By hour, the key of the object that told its count; null where none did. */
  readonly sources: readonly (string | null)[];
}

export function readingRows({ day, judgement, incidents, sources }: JudgedDay, writtenAt: Date): readonly LakeRow[] {
  const { checkout, date } = day;
  return judgement.hours.slice(0, day.finalHours).map((judged) => ({
    checkout,
    business_date: date,
    hour: judged.hour,
    today: judged.today,
    ...day.hours[judged.hour]?.references,
    expected: judged.expected,
    low: judged.low,
    high: judged.high,
    deviation_percent: judged.deviationPercent,
    z: judged.z,
    severity: judged.severity ?? severityAt(judged.hour, incidents),
    source: sources[judged.hour] ?? null,
    written_at: sqlTime(writtenAt),
    month: monthOf(date),
  }));
}
