// Past days through the record and the lifecycle, day after day, as a deployment would have taken them. Pure.
import { type Config, settingsFor } from '../../lambda/config/config.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';
import { advance } from '../../lambda/record/advance.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';
import { withPublished } from '../../lambda/record/outbox.ts';
import type { PastDay } from './backtest-days.ts';

/** The settings that are compared, in false alarms per 100 clean days. */
export const SENSITIVITIES = [0.3, 1, 3, 10] as const;

/** What one setting would have brought. */
export interface BacktestRun {
  readonly falseAlarmsPer100Days: number;
  /** The setting is the configuration's own. */
  readonly isConfigured: boolean;
  /** In the order of their dates. */
  readonly alerts: readonly Alert[];
}

/**
 * One run for each of `SENSITIVITIES` and for the configuration's own. The original study's rules know no sensitivity:
 * with them there is one run.
 *
 * @param days in the order of their dates
 */
export function backtestRuns(days: readonly PastDay[], config: Config): readonly BacktestRun[] {
  const own = config.falseAlarmsPer100Days;
  const rates = config.detector === 'classic' ? [own] : [...new Set([...SENSITIVITIES, own])].sort((a, b) => a - b);
  return rates.map((falseAlarmsPer100Days) => ({
    falseAlarmsPer100Days,
    isConfigured: falseAlarmsPer100Days === own,
    alerts: alertsOf(days, { ...config, falseAlarmsPer100Days }),
  }));
}

/** The alerts of `days`, each day's file landing when its last hour has settled. */
function alertsOf(days: readonly PastDay[], config: Config): readonly Alert[] {
  const records = new Map<string, CheckoutRecord>();
  const all: Alert[] = [];
  for (const { day, key } of days) {
    const settings = { ...settingsFor(config, day.checkout), lateAfterHours: Number.POSITIVE_INFINITY };
    const now = settledAt(day.date, settings);
    const drop = { key, versionId: null, sequencer: null, landedAt: now, metadata: {}, isDayOver: true };
    const record = records.get(day.checkout) ?? emptyRecord(day.checkout);
    const { record: next, alerts } = advance(record, day, { drop, settings, now, holdMs: 0 });
    const published = { published: alerts.map(({ id }) => id), failed: [] };
    if (next) records.set(day.checkout, withPublished(next, published, now));
    all.push(...alerts);
  }
  return all;
}

/** When the last hour of `date` has ended and settled: the soonest at which a file of the whole day can land. */
export function settledAt(
  date: BusinessDate,
  settings: { readonly timeZone: string; readonly settleMinutes: number },
): Date {
  const { endsAt } = zoneClock(settings.timeZone).hoursOf(date);
  const dayEnd = Math.max(...endsAt.filter((end) => !Number.isNaN(end)));
  return new Date(dayEnd + settings.settleMinutes * 60_000);
}
