// An alert's first line as a part of a longer message: `P1 kiosk: no sales 15h-17h, about 77 lost`.
import type { Alert, Incident } from '../incident/incident.ts';
import { alertFacts } from './alert-facts.ts';
import { title } from './headline.ts';
import { LONGEST_TITLE_IN_LIST } from './limits.ts';
import { type Locale, wordingFor } from './locale.ts';
import { shortened } from './plain-text.ts';

export function alertTitle(alert: Alert, locale: Locale): string {
  return shortened(title(alertFacts(alert), wordingFor(locale)), LONGEST_TITLE_IN_LIST);
}

/** The same of an incident as it stands. */
export function incidentTitle(incident: Incident, locale: Locale): string {
  const { id, severity, openedAt } = incident;
  return alertTitle(
    { id, topic: severity, transition: 'opened', escalation: 0, createdAt: openedAt, incident },
    locale,
  );
}
