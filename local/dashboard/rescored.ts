// A day judged again at another sensitivity, by the detector itself. Pure: the page does it while a slider moves.
import type { CheckoutSettings } from '../../lambda/config/config.ts';
import { severityRank } from '../../lambda/config/severity.ts';
import { foundIncidents } from '../../lambda/incident/found.ts';
import type { FoundIncident, Incident } from '../../lambda/incident/incident.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { checkoutDay } from '../../lambda/record/day-on-record.ts';
import { judgedDay } from '../../lambda/record/judged-day.ts';
import { type DayView, viewOf } from '../../lambda/report/day-view.ts';

export interface Rescored {
  readonly view: DayView;
  /** What would have been alerted, the worst first: P5 is for the record only. */
  readonly alerted: readonly FoundIncident[];
}

/** @param falseAlarmsPer100Days as in the configuration; null where the date isn't on record */
export function rescored(
  record: CheckoutRecord,
  date: BusinessDate,
  settings: CheckoutSettings,
  falseAlarmsPer100Days: number,
): Rescored | null {
  const onRecord = record.days[date];
  if (!onRecord) return null;
  const day = checkoutDay(record.checkout, date, onRecord);
  const changed = { ...settings, falseAlarmsPer100Days };
  const { calendar, judgement } = judgedDay(day, record, changed);
  const alerted = foundIncidents(day, judgement, { ...changed, calendar }, '')
    .filter(({ severity }) => severity !== 'P5')
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || a.startHour - b.startHour);
  const incidents = alerted.map((found) => asIncident(found, record.checkout, date));
  const { timeZone } = settings;
  return { view: viewOf(day, judgement, incidents, { calendar, timeZone, told: onRecord.told }), alerted };
}

/** For the picture only: it has no life. */
function asIncident(found: FoundIncident, checkout: string, date: BusinessDate): Incident {
  return {
    ...found,
    id: `${found.kind}-${found.startHour}`,
    checkout,
    date,
    status: found.isOver ? 'resolved' : 'open',
    openedAt: '',
    heardOn: [],
    history: [],
    parts: [],
    acknowledgement: null,
    feedback: null,
  };
}
