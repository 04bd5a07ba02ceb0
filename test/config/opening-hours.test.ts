import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { hourSpans, openingHours, WEEKDAYS } from '../../lambda/config/opening-hours.ts';

const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('opening hours', () => {
  it('are hour labels, both ends included, by weekday, range or list of weekdays', () => {
    const week = openingHours({ 'mon-thu, sat': '8-22', Friday: '09h - 18h', sun: 'closed' });
    expect(week).toEqual({
      mon: hours(8, 22),
      tue: hours(8, 22),
      wed: hours(8, 22),
      thu: hours(8, 22),
      fri: hours(9, 18),
      sat: hours(8, 22),
      sun: [],
    });
  });

  it('are all hours of all days unless something else is said', () => {
    const { openingHours: week } = settingsFor(parseConfig('{}'), 'kiosk');
    expect(WEEKDAYS.map((weekday) => week[weekday].length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  });

  it('may have a break', () => {
    expect(openingHours({ 'mon-sun': '8-11, 14-17' }).mon).toEqual([8, 9, 10, 11, 14, 15, 16, 17]);
  });

  it('run on past midnight, and into a day that is closed otherwise', () => {
    const week = openingHours({ 'mon-thu': 'closed', 'fri-sat': '18-2', sun: 'closed' });
    expect(week.fri).toEqual(hours(18, 23));
    expect(week.sat).toEqual([0, 1, 2, ...hours(18, 23)]);
    expect(week.sun).toEqual([0, 1, 2]);
    expect(week.mon).toEqual([]);
  });

  it('of a range of weekdays may pass the end of the week', () => {
    expect(openingHours({ 'sat-mon': 'closed', 'tue-fri': '9-17' })).toMatchObject({
      sun: [],
      mon: [],
      tue: hours(9, 17),
    });
  });

  it.each([
    [{ 'mon-fry': '8-22' }, 'openingHours has "mon-fry", which names no days; write mon, tue, …, sun or a range'],
    [{ 'mon-fri': '8-22' }, 'openingHours does not say about sat, sun; write "closed" or the hours'],
    [{ 'mon-sun': '8-22', sat: '9-18' }, 'openingHours names sat twice'],
    [{ 'mon-sun': '8-24' }, 'openingHours has the hours "8-24"; write first and last hour label, both from 0 to 23'],
    [{ 'mon-sun': '8:30-22' }, 'openingHours has the hours "8:30-22"'],
    [{ 'mon-sun': '' }, 'openingHours has the hours ""'],
    [{ 'mon-sun': 8 }, 'openingHours has hours that are no text'],
    ['8-22', 'openingHours must be "always" or an object such as'],
    [['8-22'], 'openingHours must be "always" or an object such as'],
  ])('%j are refused: %s', (setting, complaint) => {
    const json = JSON.stringify({ openingHours: setting });
    expect(() => parseConfig(json)).toThrowError(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => parseConfig(json)).toThrowError(complaint);
  });

  it('closed is no span at all', () => {
    expect(hourSpans(' Closed ')).toEqual([]);
  });
});

describe('the opening hours of one checkout', () => {
  const config = parseConfig(
    JSON.stringify({
      openingHours: { 'mon-sat': '8-21', sun: 'closed' },
      checkouts: { web: { openingHours: 'always' }, kiosk: { openingHours: { 'mon-sun': '6-23' } }, mall: {} },
    }),
  );

  it('replace those of the deployment', () => {
    expect(settingsFor(config, 'kiosk').openingHours.sun).toEqual(hours(6, 23));
    expect(settingsFor(config, 'web').openingHours.sun).toEqual(hours(0, 23));
    expect(settingsFor(config, 'mall').openingHours.sun).toEqual([]);
  });
});
