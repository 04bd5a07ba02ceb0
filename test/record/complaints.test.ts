// The complaint about a file that couldn't be read: raised once, and answered only by a newer file.
import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import type { IntakeItem, Refusal } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { advance } from '../../lambda/record/advance.ts';
import { emptyRecord } from '../../lambda/record/checkout-record.ts';
import { aDay } from '../a-day.ts';

const settings = settingsFor(parseConfig(''), 'kiosk');
const day = aDay().of('kiosk', '2026-01-16').day;
const refusal: Refusal = {
  checkout: 'kiosk',
  date: null,
  outcome: 'quarantine',
  reason: { code: 'date-unreadable', line: 26, column: 'date', message: '"someday" is no date' },
  warnings: [],
};

const drop = (key: string, time: string): Drop => ({
  key,
  versionId: `${key}@${time}`,
  sequencer: null,
  landedAt: new Date(`2026-01-17T${time}:00Z`),
  metadata: {},
  isDayOver: false,
});

/** What is told when these items arrive one after the other, as `transition` of the complaint. */
function told(...items: readonly (readonly [IntakeItem, Drop])[]): readonly string[] {
  let record = emptyRecord('kiosk');
  return items.flatMap(([item, drop]) => {
    const next = advance(record, item, { drop, settings, now: drop.landedAt, holdMs: 60_000 });
    record = next.record ?? record;
    return next.alerts.map(({ transition }) => transition);
  });
}

describe('a complaint about a file', () => {
  const older = drop('a.csv', '03:20');
  const file = drop('b.csv', '03:30');
  const newer = drop('c.csv', '03:40');

  it('is raised although another day of the same file could be read', () => {
    expect(told([day, file], [refusal, file])).toEqual(['opened']);
  });

  it('is neither raised again nor answered when the file comes again', () => {
    expect(told([day, file], [refusal, file], [day, file], [refusal, file])).toEqual(['opened']);
  });

  it('is not answered by an older file that comes again', () => {
    expect(told([day, older], [refusal, file], [day, older])).toEqual(['opened']);
  });

  it('is answered by a newer file, once', () => {
    expect(told([refusal, file], [day, newer], [day, newer])).toEqual(['opened', 'resolved']);
  });

  it('is answered by a newer version of the file itself', () => {
    expect(told([refusal, file], [day, drop('b.csv', '03:50')])).toEqual(['opened', 'resolved']);
  });
});
