// Files that don't come, on the embedded services: what is usual is learned, what is late is told, once.
import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../lambda/config/config.ts';
import { aDay } from '../a-day.ts';
import { aWatchedStack, datesFrom, type WatchedStack } from './a-watched-stack.ts';

let stack: WatchedStack;
afterEach(() => stack.close());

const MONDAY = '2026-01-05';

describe('a daily file that usually comes at 00:20', () => {
  /** Monday the 5th to Tuesday the 13th: seven weekdays and a weekend. */
  async function afterSevenWeekdays(config: ConfigInput = {}) {
    stack = await aWatchedStack(`${MONDAY}T12:00`, config);
    await stack.hasLandedDaily('kiosk', datesFrom(MONDAY, '2026-01-13'), '00:20');
    await stack.tickAt('2026-01-14T00:30');
  }

  it('is overdue half an hour after that, once, on P3', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:49');
    expect(stack.subjects()).toEqual([]);
    await stack.tickAt('2026-01-15T00:50');
    await stack.tickAt('2026-01-15T00:50');
    await stack.tickAt('2026-01-15T00:51');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
    expect((await stack.record('kiosk'))?.incidents).toMatchObject([
      { kind: 'data', cause: 'overdue', date: '2026-01-14', severity: 'P3', status: 'open' },
    ]);
  });

  it('rises to P2 when three business hours (from 10h) have passed, and not before', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:50');
    await stack.tickAt('2026-01-15T00:51');
    await stack.tickAt('2026-01-15T12:59');
    expect(stack.subjects()).toHaveLength(1);
    await stack.tickAt('2026-01-15T13:00');
    await stack.tickAt('2026-01-15T13:01');
    await stack.tickAt('2026-01-15T23:00');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue', 'P2 kiosk: file overdue, was P3']);
  });

  it('is over when it comes, and both topics hear of that', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:50');
    await stack.tickAt('2026-01-15T13:00');
    await stack.landAt('2026-01-15T14:00', 'kiosk', '2026-01-14');
    expect(stack.subjects().slice(2)).toEqual([
      expect.stringMatching(/^P2 kiosk: no longer overdue/),
      expect.stringMatching(/^P2 kiosk: no longer overdue/),
    ]);
    expect((await stack.record('kiosk'))?.incidents).toMatchObject([{ status: 'resolved', heardOn: ['P2', 'P3'] }]);
    await stack.tickAt('2026-01-15T23:00');
    expect(stack.subjects()).toHaveLength(4);
  });

  it('is over also when the file of a later day comes instead', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:50');
    await stack.landAt('2026-01-16T00:20', 'kiosk', '2026-01-15');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue', 'P3 kiosk: no longer overdue']);
  });

  it('is one incident however many days it stays away', async () => {
    await afterSevenWeekdays();
    for (const day of ['15', '16', '17', '18']) {
      await stack.tickAt(`2026-01-${day}T00:50`);
      await stack.tickAt(`2026-01-${day}T18:00`);
    }
    expect((await stack.record('kiosk'))?.incidents).toHaveLength(1);
    expect(stack.subjects()).toHaveLength(2);
  });

  it('is told of although the watch did not run for hours, by the next tick', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T05:00');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
  });

  it('is told of once by two ticks at the same time', async () => {
    await afterSevenWeekdays();
    await Promise.all([stack.tickAt('2026-01-15T00:50'), stack.tickAt('2026-01-15T00:50')]);
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
  });

  it('is not overdue when it lands just before the tick that would have told', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:48');
    await stack.landAt('2026-01-15T00:49', 'kiosk', '2026-01-14');
    await stack.tickAt('2026-01-15T00:50');
    expect(stack.subjects()).toEqual([]);
  });

  it('is not complained of twice when it came and could not be read', async () => {
    await afterSevenWeekdays();
    stack.at('2026-01-15T03:20:00Z');
    await stack.land('kiosk/2026-01-14.csv', 'nonsense');
    await stack.tickAt('2026-01-15T00:50');
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P3 kiosk: file unreadable/)]);
  });

  it('is not awaited on a day on which the checkout is closed', async () => {
    await afterSevenWeekdays({
      specialDays: [{ date: '2026-01-14', name: 'Inventory', kind: 'maintenance', hours: 'closed' }],
    });
    await stack.tickAt('2026-01-15T18:00');
    expect(stack.subjects()).toEqual([]);
    await stack.tickAt('2026-01-16T00:50');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
  });

  it('is no longer awaited, nor complained of, once the checkout is retired', async () => {
    await afterSevenWeekdays();
    await stack.tickAt('2026-01-15T00:50');
    await stack.tickAs({ checkouts: { kiosk: { retired: true } } }, '2026-01-15T10:00');
    await stack.tickAs({ checkouts: { kiosk: { retired: true } } }, '2026-01-15T18:00');
    expect((await stack.record('kiosk'))?.incidents).toMatchObject([{ cause: 'overdue', status: 'resolved' }]);
    expect(await stack.tickAs({ checkouts: { kiosk: { retired: true } } }, '2026-01-15T18:01')).toMatchObject({
      overdueLooked: 0,
    });
  });

  it('is not awaited from a retired checkout', async () => {
    await afterSevenWeekdays({ checkouts: { kiosk: { retired: true } } });
    await stack.tickAt('2026-01-15T18:00');
    expect(stack.subjects()).toEqual([]);
  });
});

describe('before enough is known', () => {
  it('nobody is told that a file is late', async () => {
    stack = await aWatchedStack(`${MONDAY}T12:00`);
    await stack.hasLandedDaily('kiosk', datesFrom(MONDAY, '2026-01-09'), '00:20');
    for (const day of ['11', '13', '15']) await stack.tickAt(`2026-01-${day}T18:00`);
    expect(stack.subjects()).toEqual([]);
  });

  it('a time that is set counts from the first file on', async () => {
    stack = await aWatchedStack(`${MONDAY}T12:00`, { checkouts: { kiosk: { expectedBy: '01:30 +1' } } });
    await stack.hasLandedDaily('kiosk', [MONDAY], '00:20');
    await stack.tickAt('2026-01-07T01:29');
    expect(stack.subjects()).toEqual([]);
    await stack.tickAt('2026-01-07T01:30');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
    expect((await stack.record('kiosk'))?.incidents[0]?.why).toMatchObject({ expectedBy: 25.5 * 60, basis: 'set' });
  });

  it('history that is loaded at once teaches no time', async () => {
    stack = await aWatchedStack('2026-02-20T12:00');
    for (const date of datesFrom(MONDAY, '2026-01-07')) await stack.landAt('2026-02-20T12:00', 'kiosk', date);
    await stack.tickAt('2026-02-21T12:00');
    expect((await stack.record('kiosk'))?.arrivals.weekday).toEqual([]);
    expect(stack.subjects().filter((subject) => subject.includes('overdue'))).toEqual([]);
  });
});

describe('a day that is exported again every hour', () => {
  it('is overdue when the exports stop in the middle of the day', async () => {
    stack = await aWatchedStack(`${MONDAY}T00:00`);
    await stack.hasLandedHourly('kiosk', datesFrom(MONDAY, '2026-01-14'));
    await stack.landAt('2026-01-15T11:20', 'kiosk', '2026-01-15', aDay().until(11));
    await stack.tickAt('2026-01-15T11:21');
    await stack.tickAt('2026-01-15T12:49');
    expect(stack.subjects()).toEqual([]);
    await stack.tickAt('2026-01-15T12:50');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
    expect((await stack.record('kiosk'))?.incidents.at(-1)).toMatchObject({ date: '2026-01-15', startHour: 11 });
    await stack.landAt('2026-01-15T13:20', 'kiosk', '2026-01-15', aDay().until(13));
    expect(stack.subjects().at(-1)).toBe('P3 kiosk: no longer overdue');
  });

  it('is not overdue after the last export of a day, until the first one of the next', async () => {
    stack = await aWatchedStack(`${MONDAY}T00:00`);
    await stack.hasLandedHourly('kiosk', datesFrom(MONDAY, '2026-01-14'));
    await stack.tickAt('2026-01-15T01:49');
    expect(stack.subjects()).toEqual([]);
    await stack.tickAt('2026-01-15T01:50');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
  });
});

describe('what the index knows', () => {
  it('follows a configuration that is deployed anew', async () => {
    stack = await aWatchedStack(`${MONDAY}T12:00`);
    await stack.hasLandedDaily('kiosk', [MONDAY], '00:20');
    await stack.tickAt('2026-01-06T00:30');
    const { dueAt } = Object.values(JSON.parse((await stack.text('watch/index.json')) ?? '').checkouts)[0] as {
      dueAt: string | null;
    };
    expect(dueAt).toBeNull();
    await stack.tickAs({ checkouts: { kiosk: { expectedBy: '01:30 +1' } } }, '2026-01-07T01:30');
    expect(stack.subjects()).toEqual(['P3 kiosk: file overdue']);
  });
});
