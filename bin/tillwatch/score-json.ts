// The result of `tillwatch score` as JSON: a contract, see docs/command.md. Names are the file's and the alert's.

import type { Judgement } from '../../lambda/detect/judgement.ts';
import { type FoundIncident, isSales } from '../../lambda/incident/incident.ts';
import { mintIncidentId } from '../../lambda/incident/incident-id.ts';
import { severityAt } from '../../lambda/incident/severity-at.ts';
import { type CheckoutDay, type Finding, type IntakeItem, isRefusal } from '../../lambda/intake/checkout-day.ts';
import { type Locale, wordingFor } from '../../lambda/notify/locale.ts';
import { referencesJson } from '../../lambda/notify/references-json.ts';
import { whyInWords } from '../../lambda/notify/why-in-words.ts';

/** One checkout-day of one file: `judgement` is null where nothing could be judged. */
export interface ScoredItem {
  readonly file: string;
  readonly item: IntakeItem;
  readonly judgement: Judgement | null;
  readonly incidents: readonly FoundIncident[];
  /** The language of the sentences on why. */
  readonly locale: Locale;
}

export function scoreJson({ file, item, judgement, incidents, locale }: ScoredItem): object {
  const isDay = !isRefusal(item) && judgement !== null;
  return {
    file,
    checkout: item.checkout,
    date: item.date,
    outcome: item.outcome,
    ...(isDay && { detector: judgement.detector, hours: hoursJson(item, judgement, incidents) }),
    incidents: incidentsJson(item, incidents, locale),
    ...(isDay && { undetectable_below: judgement.undetectableBelow }),
    reason: isRefusal(item) ? findingJson(item.reason) : null,
    warnings: item.warnings.map(findingJson),
  };
}

function hoursJson(day: CheckoutDay, judgement: Judgement, incidents: readonly FoundIncident[]): readonly object[] {
  return judgement.hours.slice(0, day.finalHours).map((hour) => ({
    hour: hour.hour,
    today: hour.today,
    ...day.hours[hour.hour]?.references,
    expected: hour.expected,
    low: hour.low,
    high: hour.high,
    deviation_percent: hour.deviationPercent,
    z: hour.z,
    severity: hour.severity ?? severityAt(hour.hour, incidents),
  }));
}

function incidentsJson(item: IntakeItem, incidents: readonly FoundIncident[], locale: Locale): readonly object[] {
  const taken = new Set<string>();
  return incidents.map((incident) => {
    const id = mintIncidentId(item.checkout, item.date ?? 'undated', incident, taken);
    taken.add(id);
    return incidentJson(id, incident, locale);
  });
}

function incidentJson(id: string, incident: FoundIncident, locale: Locale): object {
  const { kind, severity, startHour, endHour, isOver, why } = incident;
  const sales = isSales(incident) ? incident : null;
  return {
    id,
    kind,
    severity,
    start_hour: startHour,
    end_hour: endHour,
    score: sales?.score ?? null,
    observed: sales?.observed ?? null,
    expected: sales?.expected ?? null,
    expected_lost: sales?.expectedLost ?? null,
    lost_low: sales?.lostLow ?? null,
    lost_high: sales?.lostHigh ?? null,
    status: isOver ? 'resolved' : 'open',
    why: whyInWords(why, wordingFor(locale)),
    references: referencesJson(why),
  };
}

function findingJson({ code, line, column, message }: Finding): object {
  return { code, line, column, message };
}
