import { describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { dayCalendar } from '../../lambda/detect/calendar.ts';
import type { Judgement } from '../../lambda/detect/judgement.ts';
import { foundIncidents } from '../../lambda/incident/found.ts';
import { aDay, type DayBuilder } from '../a-day.ts';

const NOTHING_FOUND: Judgement = { detector: 'scan', hours: [], windows: [], undetectableBelow: null };

/** The holes found in a Friday's data. */
function gaps({ day }: DayBuilder, config: ConfigInput) {
  const settings = settingsFor(parseConfig(JSON.stringify(config)), day.checkout);
  const calendar = dayCalendar(day.date, settings);
  return foundIncidents(day, NOTHING_FOUND, { ...settings, calendar }, 'kiosk.csv');
}

describe('an hour without a count', () => {
  const shop: ConfigInput = { openingHours: { 'mon-sat': '8-21', sun: 'closed' } };

  it('is no hole in the data where the checkout is closed', () => {
    expect(gaps(aDay().unknown(0, 7), shop)).toEqual([]);
    expect(gaps(aDay().unknown(0, 7), {})).toMatchObject([{ cause: 'gap', startHour: 0, endHour: 7 }]);
  });

  it('is one in open hours, and only these are told', () => {
    expect(gaps(aDay().unknown(0, 9), shop)).toMatchObject([{ cause: 'gap', startHour: 8, endHour: 9 }]);
  });

  it('at the end of what a running day tells is still to come', () => {
    expect(gaps(aDay().unknown(12, 14).until(15), shop)).toEqual([]);
  });
});
