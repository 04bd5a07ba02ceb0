// The handoff and the all-clear, on the embedded services: what they say, and that each is said once.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { LATEST_MS, lastAppointment } from '../../lambda/watch/appointments.ts';
import { aDay } from '../a-day.ts';
import { aWatchedStack, type WatchedStack } from './a-watched-stack.ts';

describe('on the embedded services', () => {
  let stack: WatchedStack;
  afterEach(() => stack.close());
  const bodies = () => stack.aws.sns.deliveries().map(({ body }) => body);

  it('the shift that comes is told what is open, new and over, and who is on it', async () => {
    stack = await aWatchedStack('2026-01-16T17:20', { handoffAt: ['08:00', '20:00'] });
    await stack.landAt('2026-01-16T17:20', 'kiosk', '2026-01-16', aDay().quiet(15, 17).until(17));
    await stack.landAt('2026-01-16T19:20', 'mall', '2026-01-16', aDay().quiet(10, 12).until(19));
    const alerts = stack.subjects().length;
    await stack.tickAt('2026-01-16T19:59');
    expect(stack.subjects()).toHaveLength(alerts);
    expect(await stack.tickAt('2026-01-16T20:00')).toMatchObject({ noticesSent: 1 });
    expect(stack.subjects().slice(alerts)).toEqual(['P5 handoff Fri 20:00: 1 open, 2 new, 1 over']);
    const text = bodies()
      .at(-1)
      ?.replaceAll(/\n {2}|\n/g, ' ');
    expect(text).toContain('Handoff of Fri 2026-01-16 20:00, America/Sao_Paulo. New and over are since Fri 08:00.');
    expect(text).toMatch(/Open \(1\) - P1 kiosk: no sales since 15h, about \d+ lost; since 17:20, nobody is on it/);
    expect(text).toMatch(/Over \(1\) - P1 mall: no sales 10h-12h, about \d+ lost, over now; ended 19:20/);
    expect(text).toContain('Data missing or in doubt: none');
    expect(text).toContain('To watch: open, and nobody is on it (1)');
  });

  it('the all-clear counts what is watched, and says so when all is not clear', async () => {
    stack = await aWatchedStack('2026-01-16T00:20', { allClearAt: '09:00' });
    await stack.landAt('2026-01-16T00:20', 'kiosk', '2026-01-15');
    await stack.tickAt('2026-01-16T09:00');
    expect(stack.subjects()).toEqual(['P5 all clear: 1 checkout, no open incident']);
    await stack.landAt('2026-01-17T08:50', 'kiosk', '2026-01-16', aDay().unknown(10, 14));
    const before = stack.subjects().length;
    await stack.tickAt('2026-01-17T09:00');
    expect(
      stack
        .subjects()
        .slice(before)
        .filter((subject) => subject.startsWith('P5')),
    ).toEqual(['P5 not all clear: 1 open incident']);
    expect(bodies().at(-1)).toContain('Open      1 P2');
  });

  it('each is sent once when ticks run twice, at the same time, late, and when the index is lost', async () => {
    stack = await aWatchedStack('2026-01-16T07:00', { handoffAt: ['08:00'], allClearAt: '08:00' });
    await Promise.all([stack.tickAt('2026-01-16T08:00'), stack.tickAt('2026-01-16T08:00')]);
    await stack.tickAt('2026-01-16T08:00');
    await stack.deleteRecord('watch/index.json');
    await stack.tickAt('2026-01-16T08:20');
    expect([...stack.subjects()].sort()).toEqual([
      'P5 all clear: 0 checkouts, no open incident',
      'P5 handoff Fri 08:00: 0 open, 0 new, 0 over',
    ]);
  });

  it('each is sent by the next tick when SNS refuses it, and late when the watch did not run', async () => {
    stack = await aWatchedStack('2026-01-16T07:00', { handoffAt: ['08:00'] });
    stack.aws.intercept = ({ operation }) =>
      operation === 'Publish' ? { kind: 'before', status: 403, code: 'AuthorizationError' } : undefined;
    expect(await stack.tickAt('2026-01-16T09:10')).toMatchObject({ noticesSent: 0 });
    stack.aws.intercept = undefined;
    expect(await stack.tickAt('2026-01-16T09:11')).toMatchObject({ noticesSent: 1 });
    expect(await stack.tickAt('2026-01-16T09:12')).toMatchObject({ noticesSent: 0 });
    expect(stack.subjects()).toEqual(['P5 handoff Fri 08:00: 0 open, 0 new, 0 over']);
  });
});

describe('the last appointment', () => {
  const last = (times: readonly string[], at: string, zone = 'America/Sao_Paulo') => {
    const found = lastAppointment(times, new Date(at), zone);
    return found && [found.meantFor, found.at.toISOString(), found.since.toISOString()];
  };

  it('is the latest of the local times by now, since the one before it', () => {
    expect(last(['08:00', '20:00'], '2026-01-16T11:00:00Z')).toEqual([
      '2026-01-16T08:00',
      '2026-01-16T11:00:00.000Z',
      '2026-01-15T23:00:00.000Z',
    ]);
  });

  it('is none when it was more than three hours ago, or when no time is configured', () => {
    expect(last(['08:00'], '2026-01-16T14:00:00Z')).not.toBeNull();
    expect(last(['08:00'], '2026-01-16T14:01:00Z')).toBeNull();
    expect(last([], '2026-01-16T11:00:00Z')).toBeNull();
  });

  it('comes at the next minute that exists where clocks skip its time', () => {
    expect(last(['02:30'], '2026-03-29T01:00:00Z', 'Europe/Berlin')?.[0]).toBe('2026-03-29T02:30');
    expect(last(['02:30'], '2026-03-29T00:59:00Z', 'Europe/Berlin')?.[0]).toBeUndefined();
  });

  it('is one a local day, whichever minutes the watch runs in and whatever clocks do', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo'];
    const starts = ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-10-03', '2026-04-04', '2026-04-23'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...starts),
        fc.integer({ min: 0, max: 1439 }),
        fc.array(fc.integer({ min: 1, max: 170 }), { minLength: 60, maxLength: 120 }),
        (zone, start, minute, pauses) => {
          const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
          const heard: string[] = [];
          let at = Date.parse(`${start}T00:00:00Z`);
          for (const pause of pauses) {
            at += pause * 60_000;
            const appointment = lastAppointment([time], new Date(at), zone);
            if (!appointment) continue;
            expect(at - appointment.at.getTime()).toBeLessThanOrEqual(LATEST_MS);
            if (heard.at(-1) !== appointment.meantFor) heard.push(appointment.meantFor);
          }
          const dates = heard.map((meantFor) => Date.parse(meantFor.slice(0, 10)));
          for (const [i, date] of dates.slice(1).entries()) expect(date - (dates[i] ?? 0)).toBe(86_400_000);
          expect(new Set(heard).size).toBe(heard.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
