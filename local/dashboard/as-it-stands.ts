// An incident told as it stands now, by the words and fields of its alert. Pure; for the page and for its export.
import type { Alert, Incident } from '../../lambda/incident/incident.ts';
import { alertFacts } from '../../lambda/notify/alert-facts.ts';
import { alertJson } from '../../lambda/notify/alert-json.ts';
import { title } from '../../lambda/notify/headline.ts';
import { type Locale, wordingFor } from '../../lambda/notify/locale.ts';

/** `P1 checkout: no sales 15h-17h, about 116 lost, over now`. Plain text, whatever the checkout is called. */
export function incidentTitle(incident: Incident, locale: Locale): string {
  return title(alertFacts(alertOf(incident)), wordingFor(locale));
}

/** The fields of the original study's alerts_export.json, under their names. */
const ORIGINAL_FIELDS = [
  'severity',
  'title',
  'message',
  'metric',
  'current_value',
  'expected_value',
  'deviation_percent',
  'timestamp',
  'hour',
] as const;

/** alerts_export.json: one entry an incident, in the order given; for a window the values are sums and `hour` is its start. */
export function alertsExport(incidents: readonly Incident[], timeZone: string, locale: Locale): string {
  const entries = incidents.map((incident) => {
    const facts = alertFacts(alertOf(incident));
    const whole: Readonly<Record<string, unknown>> = alertJson(facts, wordingFor(locale), {
      timeZone,
      locale,
      links: {},
    });
    return Object.fromEntries(ORIGINAL_FIELDS.map((field) => [field, whole[field]]));
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** The alert that would open the incident if it were found as it is now. */
function alertOf(incident: Incident): Alert {
  return {
    id: incident.id,
    topic: incident.severity,
    transition: 'opened',
    escalation: 0,
    createdAt: incident.openedAt,
    incident,
  };
}
