// A report says why an incident has its severity: what it says must be the rule that gave it.
import { describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { reportWords } from '../../lambda/report/report-locale.ts';
import { severityReason } from '../../lambda/report/severity-reason.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from '../record/a-record.ts';

const DATE = '2026-01-16';

function reasonFor(day: ReturnType<typeof aDay>, config: ConfigInput = {}) {
  const { record } = aRecord(config).after(day.of('kiosk', DATE).day);
  const settings = settingsFor(parseConfig(JSON.stringify(config)), 'kiosk');
  const [incident] = record.incidents;
  if (!incident) throw new Error('there is an incident');
  return { severity: incident.severity, reason: severityReason(incident, incident.severity, settings) };
}

describe('the reason for a severity', () => {
  it.each([
    ['an outage in business hours', aDay().quiet(15, 17), {}, 'P1', 'outage-in-business'],
    ['an outage before them', aDay().quiet(7, 9), {}, 'P2', 'outage-elsewhere'],
    [
      'an outage that loses less than its limit',
      aDay().quiet(15, 17),
      { severity: { outageLossSales: 500 } },
      'P2',
      'outage-elsewhere',
    ],
    ['most sales lost', aDay().at(0.2, 14, 17), {}, 'P2', 'high-drop'],
    ['half of them lost', aDay().at(0.4, 13, 18), {}, 'P3', 'medium-drop'],
    ['three times as many', aDay().at(4, 13, 16), {}, 'P3', 'spike'],
    ['a whole day below', aDay().at(0.6, 0, 23), {}, 'P4', 'small'],
    ['business hours without data', aDay().unknown(11, 14), {}, 'P2', 'blind'],
    ['an hour without data', aDay().unknown(11, 11), {}, 'P4', 'gap'],
  ] satisfies [string, ReturnType<typeof aDay>, ConfigInput, string, string][])(
    'is the rule: %s',
    (_, day, config, severity, rule) => {
      const told = reasonFor(day, config);
      expect(told).toMatchObject({ severity, reason: { rule } });
      if (!told.reason) return;
      expect(reportWords('en').incident.severity(told.reason)).toMatch(new RegExp(`^${severity}: `));
      expect(reportWords('pt-BR').incident.severity(told.reason)).toMatch(new RegExp(`^${severity}: `));
    },
  );

  it('is not made up where the rules of today give another severity', () => {
    const { record } = aRecord().after(aDay().of('kiosk', DATE).quiet(15, 17).day);
    const [incident] = record.incidents;
    const stricter = settingsFor(parseConfig('{"severity":{"outageLossSales":500}}'), 'kiosk');
    expect(incident && severityReason(incident, incident.severity, stricter)).toBeNull();
  });

  it("is not made up for the original's rules, which judge by the hour", () => {
    const { severity, reason } = reasonFor(aDay().quiet(15, 17), { detector: 'classic' });
    expect(severity).toBe('P1');
    expect(reason).toBeNull();
  });
});
