import { expect, test } from 'vitest';
import { clockEnd, clockStart, daysUntilEnd, hourLabel, localTime } from '../../lambda/notify/local-time.ts';

test('instants are told by the clock of the checkout', () => {
  expect(localTime('2026-01-17T02:10:00.000Z', 'America/Sao_Paulo')).toEqual({ date: '2026-01-16', time: '23:10' });
  expect(localTime('2026-01-17T03:00:00.000Z', 'America/Sao_Paulo')).toEqual({ date: '2026-01-17', time: '00:00' });
});

test('both passes of a repeated hour are told as the clock shows them', () => {
  expect(localTime('2026-10-25T00:30:00Z', 'Europe/Lisbon').time).toBe('01:30');
  expect(localTime('2026-10-25T01:30:00Z', 'Europe/Lisbon').time).toBe('01:30');
});

test('an hour label is the hour that it begins', () => {
  expect([hourLabel(8), clockStart(8), clockEnd(8)]).toEqual(['08h', '08:00', '09:00']);
  expect([hourLabel(23), clockStart(23), clockEnd(23)]).toEqual(['23h', '23:00', '24:00']);
});

test('a window may run on past midnight', () => {
  expect(hourLabel(25)).toBe('01h');
  expect([23, 24, 47, 48].map(daysUntilEnd)).toEqual([0, 1, 1, 2]);
});
