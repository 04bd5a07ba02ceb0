// The first line in every language, for every matter and transition: severity, checkout and fact in 40 characters.
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import { type FoundData, type FoundSales, TRANSITIONS } from '../../lambda/incident/incident.ts';
import { alertFacts } from '../../lambda/notify/alert-facts.ts';
import { ascii } from '../../lambda/notify/ascii.ts';
import { headlineParts } from '../../lambda/notify/headline.ts';
import { wordingFor } from '../../lambda/notify/locale.ts';
import { message } from '../../lambda/notify/message.ts';
import { pagerDutyEvent } from '../../lambda/notify/pagerduty.ts';
import { slackMessage } from '../../lambda/notify/slack.ts';
import {
  anAlert,
  CONTEXT,
  changed,
  DOUBTFUL,
  DROP,
  GAP,
  LEVEL,
  OUTAGE,
  OUTAGE_GOING_ON,
  OVERDUE,
  SPIKE,
  UNREADABLE,
} from './an-alert.ts';

const night = { startHour: 22, endHour: 25 };
const FOUND: readonly (FoundSales | FoundData)[] = [
  OUTAGE,
  OUTAGE_GOING_ON,
  { ...OUTAGE, observed: 3, ...night },
  { ...OUTAGE, startHour: 1, endHour: 1 },
  DROP,
  { ...SPIKE, ...night },
  { ...SPIKE, observed: 1e6, expected: 1 },
  { ...SPIKE, expected: 0, ...night },
  LEVEL,
  { ...LEVEL, observed: 1e9, expected: 1 },
  { ...LEVEL, kind: 'outage', observed: 2 },
  UNREADABLE,
  { ...GAP, ...night },
  DOUBTFUL,
  OVERDUE,
];

const CASES = LOCALES.flatMap((locale) =>
  FOUND.flatMap((found) => [
    ...TRANSITIONS.map((transition) => ({ locale, found, transition, topic: found.severity })),
    { locale, found, transition: 'opened' as const, topic: 'P4' as const },
  ]),
);

/** A checkout's name that is cut wherever there is too little room for it. */
const NAME = 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn';

describe('the first line', () => {
  test.each(CASES)('carries the fact within 40 characters: $locale $transition $found.kind', (one) => {
    const { locale, found, transition, topic } = one;
    const status = transition === 'resolved' || transition === 'retracted' ? transition : 'open';
    const history = [changed('opened', '16:17', 'P2'), changed(transition, '17:17', found.severity)];
    const alert = anAlert(found, { transition, topic, life: { checkout: NAME, status, history } });
    const { subject, sms, json } = message(alert, { ...CONTEXT, locale });
    const told = JSON.parse(json);
    const event = pagerDutyEvent(told);
    const lines = [
      subject,
      sms,
      told.headline,
      slackMessage(told).text,
      ...(event?.event_action === 'trigger' ? [event.payload.summary] : []),
    ];
    const { fact } = headlineParts(alertFacts(alert), wordingFor(locale));
    for (const line of lines) expect(ascii(line.replace('&gt;', '>')).slice(0, 40)).toContain(`: ${ascii(fact)}`);
    expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
    expect(told.headline.length).toBeLessThanOrEqual(100);
  });
});
