// What people do to incidents by command, and what others hear of it: on the embedded services, as at a deployed stack.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acknowledge } from '../../bin/tillwatch/ack.ts';
import { countFeedback, giveFeedback } from '../../bin/tillwatch/feedback.ts';
import { listIncidents, showIncident } from '../../bin/tillwatch/incidents.ts';
import { resolveIncident } from '../../bin/tillwatch/resolve.ts';
import { setSettings } from '../../bin/tillwatch/set.ts';
import { silence, unsilence } from '../../bin/tillwatch/silence.ts';
import { parseConfig, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import { dayCalendar } from '../../lambda/detect/calendar.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { leaveNotice } from '../../local/run-notice.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder } from './a-command.ts';

const state = temporaryFolder();
const here = { state, by: 'ana', format: 'text' } as const;

let stack: RunningStack;
let printed: string[];
beforeEach(async () => {
  stack = await aRunningStack(new Date().toISOString());
  const { endpoint, region } = stack.aws;
  const { inboxQueueUrl, deadLetterQueueUrl } = stack;
  leaveNotice(state, {
    pid: process.pid,
    endpoint,
    region,
    inboxBucket: INBOX_BUCKET,
    recordsBucket: RECORDS_BUCKET,
    inboxQueueUrl,
    deadLetterQueueUrl,
  });
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => printed.push(text));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stack.close();
});

const DATE = '2026-01-16';

/** Lands a file with an outage of long ago, which is history: open or not, nobody is paged. */
const outage = () =>
  stack.land('kiosk.csv', csvOf(aDay().of('kiosk', DATE).quiet(15, 17).day), { checkout: 'kiosk', date: DATE });

/** Lands a file that nobody can read: an incident that stays open. */
const complaint = async (key = 'kiosk.csv') => {
  stack.at(new Date().toISOString());
  await stack.land(key, 'nonsense');
  const id = (await stack.record('kiosk'))?.incidents.at(-1)?.id;
  return id ?? '';
};

async function aMinuteLater() {
  const now = new Date(Date.now() + 60_000);
  stack.at(now.toISOString());
  await stack.tick(now);
}

const shown = async (id: string) => {
  printed.length = 0;
  await showIncident(id, here);
  return printed.join('\n');
};

describe('tillwatch ack', () => {
  it('tells whoever heard of the incident who is on it, and says so on record', async () => {
    const id = await complaint();
    expect(await acknowledge(id, { ...here, why: 'asked the sender' })).toBe(0);
    await aMinuteLater();
    expect(stack.subjects()).toEqual(['P3 kiosk: file unreadable', 'P3 kiosk: acknowledged (file unreadable)']);
    expect(stack.aws.sns.deliveries().at(-1)?.body).toMatch(/^ana is on it\./);
    expect(await shown(id)).toMatch(/acknowledged\n[\s\S]*on it {6}by ana: asked the sender/);
  });

  it('names the incident that is not there, and the colleague who was first', async () => {
    const id = await complaint();
    await expect(acknowledge('nothing-2026-01-16-15h', here)).rejects.toMatchObject({ code: 'incident-unknown' });
    await acknowledge(id, here);
    await expect(acknowledge(id, { ...here, by: 'bruno' })).rejects.toThrow('ana is on it already');
  });

  it('finds an incident also where its id does not tell the checkout', async () => {
    await stack.land('Praça São João/2026-01-16.csv', 'nonsense');
    printed.length = 0;
    await listIncidents({ ...here, format: 'json' });
    const [{ id }] = JSON.parse(printed[0] ?? '[]');
    expect(await acknowledge(id, here)).toBe(0);
  });
});

describe('tillwatch resolve', () => {
  it('ends the incident for everybody', async () => {
    const id = await complaint();
    await resolveIncident(id, { ...here, why: 'sent again by mail' });
    await aMinuteLater();
    expect(stack.subjects().at(-1)).toBe('P3 kiosk: file in order again');
    expect(stack.aws.sns.deliveries().at(-1)?.body).toMatch(/^ana says that it's over\./);
    await expect(resolveIncident(id, here)).rejects.toMatchObject({ code: 'incident-ended' });
  });
});

describe('tillwatch silence', () => {
  it('keeps incidents on record and from everybody, until it is lifted', async () => {
    await silence('kiosk', { ...here, for: 3_600_000, why: 'new gateway' });
    const id = await complaint();
    expect(stack.subjects()).toEqual([]);
    expect(await shown(id)).toMatch(/silenced\n[\s\S]*heard on {3}no topic/);

    printed.length = 0;
    await silence(undefined, here);
    const [line = ''] = printed;
    expect(line).toMatch(/^s-[0-9a-f]{8} {2}kiosk: everything, .* by ana: new gateway$/);
    await unsilence(line.slice(0, 10), here);
    await aMinuteLater();
    expect(stack.subjects()).toEqual(['P3 kiosk: file unreadable, update']);
    expect(await unsilence(line.slice(0, 10), here)).toBe(1);
  });

  it('is for every checkout on record where that is asked for', async () => {
    await complaint();
    await complaint('other.csv');
    await silence(undefined, { ...here, all: true, every: 'daily 00:00-24:00', why: 'moving' });
    expect((await stack.record('kiosk'))?.silences).toMatchObject([{ why: 'moving', until: null }]);
    expect((await stack.record('other'))?.silences).toHaveLength(1);
  });

  it.each([
    [{ for: 60_000 }, 'say why'],
    [{ why: 'x' }, 'say until when'],
    [{ why: 'x', until: new Date(0) }, 'ends before it begins'],
    [{ why: 'x', every: 'tomorrow' }, 'no weekly window'],
  ])('is refused without what others will ask for: %j', async (options, complaintAboutIt) => {
    await expect(silence('kiosk', { ...here, ...options })).rejects.toThrow(complaintAboutIt);
    expect(await stack.record('kiosk')).toBeNull();
  });
});

describe('tillwatch feedback', () => {
  it('is kept on the incident and counted beside the promise', async () => {
    await outage();
    const { id = '' } = (await stack.record('kiosk'))?.incidents.find(({ kind }) => kind === 'outage') ?? {};
    await giveFeedback(id, 'false-alarm', { ...here, note: 'counted by hand' });
    expect(await shown(id)).toContain('verdict    false-alarm, by ana: counted by hand');

    printed.length = 0;
    await countFeedback({ ...here, format: 'json' });
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      days: 1,
      verdicts: { true: 0, expected: 0, 'false-alarm': 1 },
      false_alarms_per_100_days: 100,
      promised_per_100_days: 1,
    });
  });

  it('has the day learned from after all when its alarm was false, and not when it was true', async () => {
    await outage();
    const learned = async () => (await stack.record('kiosk'))?.learned.map(({ date }) => date);
    const { id = '' } = (await stack.record('kiosk'))?.incidents.find(({ kind }) => kind === 'outage') ?? {};
    expect(await learned()).toEqual([]);
    await giveFeedback(id, 'false-alarm', here);
    expect(await learned()).toEqual([DATE]);
    await giveFeedback(id, 'true', here);
    expect(await learned()).toEqual([]);
  });

  it('teaches the calendar only when asked to, and then nothing is expected in these hours next year', async () => {
    await outage();
    const { id = '' } = (await stack.record('kiosk'))?.incidents.find(({ kind }) => kind === 'outage') ?? {};
    await giveFeedback(id, 'expected', here);
    expect((await stack.record('kiosk'))?.settings).toEqual({});
    await giveFeedback(id, 'expected', { ...here, teach: 'yearly', note: 'inventory' });
    const taught = [{ date: '01-16', name: 'inventory', kind: 'maintenance', hours: '0-14, 18-23' }];
    expect((await stack.record('kiosk'))?.settings).toEqual({ specialDays: taught });

    const { settings = {} } = (await stack.record('kiosk')) ?? {};
    const nextYear = dayCalendar('2027-01-16', withOwnSettings(settingsFor(parseConfig('{}'), 'kiosk'), settings));
    expect(nextYear).toMatchObject({ closedHours: [15, 16, 17], special: { name: 'inventory' } });
    await expect(giveFeedback(id, 'true', { ...here, teach: 'once' })).rejects.toMatchObject({
      code: 'feedback-invalid',
    });
  });
});

describe('tillwatch set', () => {
  it('wins over the configuration from the next file on', async () => {
    await setSettings('kiosk', ['severity.outageLossSales=100000', 'holidays=none'], here);
    expect((await stack.record('kiosk'))?.settings).toEqual({
      severity: { outageLossSales: 100_000 },
      holidays: 'none',
    });
    await outage();
    const incidents = (await stack.record('kiosk'))?.incidents.filter(({ kind }) => kind === 'outage');
    expect(incidents).toMatchObject([{ severity: 'P2' }]);
  });

  it('gives a checkout its own language', async () => {
    await setSettings('kiosk', ['locale=pt-BR'], here);
    await outage();
    await stack.land('other.csv', csvOf(aDay().of('other', DATE).quiet(15, 17).day), { checkout: 'other', date: DATE });
    expect(stack.subjects()).toEqual([
      expect.stringMatching(/^P4 kiosk: antes: sem vendas 15h-17h, cerca de \d+ perdidas, foi P1 em 16\/01\/2026$/),
      expect.stringMatching(/^P4 other: history, no sales 15h-17h, about \d+ lost, was P1 on 2026-01-16$/),
    ]);
  });

  it('takes a setting back, and prints what is set', async () => {
    await setSettings('kiosk', ['severity.outageLossSales=7', 'holidays=none'], here);
    await setSettings('kiosk', ['severity.outageLossSales='], here);
    printed.length = 0;
    await setSettings('kiosk', [], here);
    expect(JSON.parse(printed[0] ?? '')).toEqual({ holidays: 'none' });
  });

  it.each([
    ['severity.outageLoss=7', 'did you mean outageLossSales'],
    ['locale=pt', 'locale'],
    ['severity.outageLossSales=many', 'severity.outageLossSales'],
    ['openingHours={"mon":"8-22"}', 'does not say about'],
    ['timeZone=Europe/Lisbon', 'tillwatch.config.json'],
    ['nonsense', 'key=value'],
  ])('refuses %s, and changes nothing', async (assignment, why) => {
    await expect(setSettings('kiosk', ['holidays=none', assignment], here)).rejects.toThrow(why);
    expect(await stack.record('kiosk')).toBeNull();
  });
});
