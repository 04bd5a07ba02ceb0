// Looks at checkout-days for tests of an incident's life: what was found, when, and what was known around it.
import type { FoundData, FoundSales } from '../../lambda/incident/incident.ts';
import { afterLook, type Look, type LookResult } from '../../lambda/incident/lifecycle.ts';

/** An instant of 2026-01-16, or of another date where it is a whole one. */
export const at = (time: string) => new Date(time.includes('T') ? time : `2026-01-16T${time}:00Z`);

/** An outage with twenty sales lost an hour. */
export function sales(startHour: number, endHour: number, over: Partial<FoundSales> = {}): FoundSales {
  const lost = 20 * (endHour - startHour + 1);
  return {
    kind: 'outage',
    severity: 'P1',
    startHour,
    endHour,
    isOver: false,
    why: { kind: 'text', text: 'no sales' },
    score: 20,
    observed: 0,
    expected: lost,
    expectedLost: lost,
    lostLow: 10,
    lostHigh: 100,
    hours: [],
    ...over,
  };
}

export function data(cause: FoundData['cause'], over: Partial<FoundData> = {}): FoundData {
  const base = { kind: 'data', cause, code: `${cause}-code`, source: 'a.csv', severity: 'P3' } as const;
  return { ...base, startHour: 0, endHour: 23, isOver: false, why: { kind: 'text', text: 'why' }, ...over };
}

export function look(time: string, found: Look['found'], over: Partial<Look> = {}): Look {
  return { checkout: 'kiosk', date: '2026-01-16', sawDay: true, found, now: at(time), isLate: () => false, ...over };
}

/** The looks one after the other, each on what the one before left. */
export function following(...looks: readonly Look[]): LookResult {
  return looks.reduce<LookResult>((result, next) => afterLook(result.incidents, next), { incidents: [], alerts: [] });
}

/** What the last look told: transition and topic of each alert. */
export const told = ({ alerts }: LookResult) => alerts.map(({ transition, topic }) => `${transition} ${topic}`);
