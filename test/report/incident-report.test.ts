// The incident report tells the transitions that really were, and leaves open what only people know.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import { acknowledged, judged, resolvedByHand } from '../../lambda/incident/people.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { detection } from '../../lambda/report/detection.ts';
import { incidentReport } from '../../lambda/report/report.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from '../record/a-record.ts';

const settings = settingsFor(parseConfig('{}'), 'kiosk');
const DATE = '2026-01-16';
const ID = 'kiosk-2026-01-16-15h';

/** Stops at 15h; hourly exports land twenty minutes after the hour, local time. */
function outageAsItHappened(): CheckoutRecord {
  const day = aDay().of('kiosk', DATE).quiet(15, 17);
  const { record } = aRecord()
    .after(day.until(16).day, '2026-01-16T19:20:00Z')
    .after(day.until(17).day, '2026-01-16T20:20:00Z');
  return people(
    record,
    (incident) =>
      acknowledged(incident, { by: 'ana', now: new Date('2026-01-16T19:31:00Z'), why: 'calling the acquirer' }, null)
        .incident,
  );
}

function people(record: CheckoutRecord, act: (incident: Incident) => Incident): CheckoutRecord {
  return { ...record, incidents: record.incidents.map((incident) => (incident.id === ID ? act(incident) : incident)) };
}

const reportOf = (record: CheckoutRecord, isLandingAssumed = false) =>
  incidentReport(record, ID, settings, {
    format: 'markdown',
    locale: 'en',
    now: new Date('2026-01-16T21:00:00Z'),
    isLandingAssumed,
  });

let report: string;
beforeAll(() => {
  report = reportOf(outageAsItHappened());
});

const section = (name: string) => report.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';

describe('the report of an incident', () => {
  it('has its sections in the order of the questions that people ask', () => {
    expect([...report.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'Summary',
      'Timeline',
      'Impact',
      'Detection',
      'Evidence',
      'Why this severity',
      'Actions taken',
      'Root cause',
      'Follow-ups',
    ]);
  });

  it('concludes in one sentence first', () => {
    expect(report.split('\n')[2]).toMatch(
      /^\*\*P1: No sales since 15:00: about \d+ were lost so far \(likely \d+ to \d+\)\.\*\*$/,
    );
  });

  it('tells in the order of time what happened, what came, what tillwatch said and what people did', () => {
    const rows = section('Timeline').match(/^\| 20.*$/gm) ?? [];
    expect(rows.map((row) => row.split(' | ').slice(0, 2).join(' '))).toEqual([
      '| 2026-01-16 15:00 First hour of the incident begins',
      '| 2026-01-16 16:20 Opened',
      '| 2026-01-16 16:31 Acknowledged',
      '| 2026-01-16 17:00 Last hour of the incident ends',
      '| 2026-01-16 17:20 File lands',
      '| 2026-01-16 17:20 Updated',
    ]);
    expect(rows.some((row) => row.includes('by ana; calling the acquirer'))).toBe(true);
  });

  it('gives the impact with its interval', () => {
    expect(section('Impact')).toMatch(/Lost: \*\*about \d+ \(likely \d+ to \d+\)\*\*/);
  });

  it('says how soon it was noticed and how soon it could have been', () => {
    expect(section('Detection')).toContain('Began: **2026-01-16 15:00**');
    expect(section('Detection')).toContain('Could be known from: **2026-01-16 16:15**');
    expect(section('Detection')).toContain('Time to detect: **1 h 20 min**');
    expect(section('Detection')).toContain('Of that, waiting for the file: **5 min**');
    expect(section('Detection')).toContain('Acknowledged after: **11 min**');
  });

  it('justifies the severity by the rule that gave it', () => {
    expect(section('Why this severity')).toContain('P1: sales stopped in business hours (10h–22h)');
  });

  it('tells who was on it, and leaves marked blanks for actions, cause and follow-ups', () => {
    expect(section('Actions taken')).toContain('2026-01-16 16:31: ana was on it: calling the acquirer');
    for (const name of ['Actions taken', 'Root cause', 'Follow-ups']) {
      expect(section(name)).toMatch(/^> \*\*\[ \]\*\* _TO FILL IN: /m);
    }
  });

  it('asks for a verdict until somebody gave one, and then tells it', () => {
    expect(section('Follow-ups')).toContain(`tillwatch feedback ${ID}`);
    const feedback = { verdict: 'true', by: 'rui', at: '2026-01-16T22:00:00Z', note: 'acquirer down' } as const;
    const told = reportOf(people(outageAsItHappened(), (incident) => judged(incident, feedback)));
    expect(told).toContain('rui called the alert "true": acquirer down');
    expect(told).not.toContain('tillwatch feedback');
  });

  it('tells of an end by hand', () => {
    const act = { by: 'rui', now: new Date('2026-01-16T20:40:00Z'), why: 'sales are back' };
    const told = reportOf(people(outageAsItHappened(), (incident) => resolvedByHand(incident, act).incident));
    expect(told).toContain('2026-01-16 17:40: rui said that it was over: sales are back');
    expect(told).toMatch(/2026-01-16 17:40 \| Over/);
  });

  it('says where the time of landing is only assumed', () => {
    expect(reportOf(outageAsItHappened(), true)).toContain('nobody knows when they would have landed');
    expect(report).not.toContain('nobody knows when they would have landed');
  });

  it('can be written where the readings are no longer on record', () => {
    const told = reportOf({ ...outageAsItHappened(), days: {} });
    expect(told).toContain('## Evidence');
    expect(told).not.toContain('```text');
  });

  it('knows only incidents on record, and says which there are', () => {
    const { record } = aRecord().after(aDay().of('kiosk', DATE).quiet(15, 17).day);
    const options = { format: 'markdown', locale: 'en', now: new Date() } as const;
    expect(() => incidentReport(record, 'other', settings, options)).toThrow(
      expect.objectContaining({ code: 'incident-unknown', message: expect.stringContaining(ID) }),
    );
  });
});

describe('an incident that runs past midnight', () => {
  it('ends on the day after, with both days as evidence', () => {
    const { record } = aRecord()
      .after(aDay().of('kiosk', DATE).quiet(19, 23).day)
      .after(aDay().of('kiosk', '2026-01-17').quiet(0, 9).day);
    const [incident] = record.incidents;
    if (!incident) throw new Error('there is an incident');
    expect(incident.parts.map(({ date }) => date)).toEqual(['2026-01-16', '2026-01-17']);
    expect(detection(incident, settings)).toMatchObject({
      beganAt: '2026-01-16T22:00:00.000Z',
      endedAt: expect.stringMatching(/^2026-01-17T1\d:00/),
    });
    const options = { format: 'html', locale: 'en', now: new Date('2026-01-18T12:00:00Z') } as const;
    const html = incidentReport(record, incident.id, settings, options);
    expect(html).toMatch(/19h–\d\dh next day/);
    expect(html.match(/id="day-\d-title"/g)).toHaveLength(2);
  });
});
