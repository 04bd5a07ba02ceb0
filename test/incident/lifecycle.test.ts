import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../lambda/config/severity.ts';
import type { FoundSales, Incident } from '../../lambda/incident/incident.ts';
import { afterLook, type Look } from '../../lambda/incident/lifecycle.ts';
import { at, data, following, look, sales, told } from './a-look.ts';

describe('an incident opens', () => {
  it('with one alert on the topic of its severity', () => {
    const result = following(look('18:20', [sales(15, 17)]));
    expect(told(result)).toEqual(['opened P1']);
    expect(result.alerts[0]?.id).toBe('kiosk-2026-01-16-15h/1-opened/P1');
    expect(result.incidents).toMatchObject([{ id: 'kiosk-2026-01-16-15h', status: 'open', heardOn: ['P1'] }]);
  });

  it('and is over in the same alert when it ended before its file landed', () => {
    const result = following(look('20:20', [sales(15, 17, { isOver: true })]));
    expect(told(result)).toEqual(['opened P1']);
    expect(result.incidents).toMatchObject([{ status: 'resolved' }]);
  });

  it('on P4 alone when it is history, and keeps its severity on the record', () => {
    const result = following(look('20:20', [sales(15, 17, { isOver: true })], { isLate: () => true }));
    expect(told(result)).toEqual(['opened P4']);
    expect(result.incidents).toMatchObject([{ severity: 'P1', heardOn: ['P4'] }]);
  });

  it('never for what chance explains', () => {
    expect(following(look('18:20', [sales(15, 17, { severity: 'P5' })])).incidents).toEqual([]);
  });
});

describe('an open incident', () => {
  const opened = look('16:20', [sales(15, 15)]);

  it('stays silent at a second look that finds the same', () => {
    expect(told(following(opened, look('17:30', [sales(15, 15)])))).toEqual([]);
  });

  it('is updated when its window has grown by an hour', () => {
    expect(told(following(opened, look('17:20', [sales(15, 16)])))).toEqual(['updated P1']);
  });

  it('is updated when its expected loss has grown by half', () => {
    expect(told(following(opened, look('17:20', [sales(15, 15, { expectedLost: 29 })])))).toEqual([]);
    expect(told(following(opened, look('17:20', [sales(15, 15, { expectedLost: 30 })])))).toEqual(['updated P1']);
  });

  it('is updated at most once an hour, and what was held back is told later', () => {
    const early = look('16:50', [sales(15, 16)]);
    expect(told(following(opened, early))).toEqual([]);
    expect(told(following(opened, early, look('17:20', [sales(15, 16)])))).toEqual(['updated P1']);
  });

  it('keeps its id when its start moves and the drop becomes an outage', () => {
    const drop = look('16:20', [sales(15, 15, { kind: 'drop', severity: 'P3' })]);
    const result = following(drop, look('16:30', [sales(14, 16)]));
    expect(told(result)).toEqual(['escalated P1']);
    expect(result.incidents).toMatchObject([
      { id: 'kiosk-2026-01-16-15h', kind: 'outage', startHour: 14, heardOn: ['P1', 'P3'] },
    ]);
  });

  it('does not announce again a severity that fell and rose', () => {
    const fallen = look('17:20', [sales(15, 15, { severity: 'P2' })]);
    expect(told(following(opened, fallen))).toEqual([]);
    expect(told(following(opened, fallen, look('18:20', [sales(15, 15)])))).toEqual([]);
  });

  it('is resolved once, on every topic that heard of it', () => {
    const drop = look('15:20', [sales(14, 14, { kind: 'drop', severity: 'P3' })]);
    const over = [sales(14, 15, { isOver: true })];
    const result = following(drop, look('16:20', [sales(14, 15)]), look('17:20', over));
    expect(told(result)).toEqual(['resolved P1', 'resolved P3']);
    expect(told(following(drop, look('16:20', [sales(14, 15)]), look('17:20', over), look('18:20', over)))).toEqual([]);
  });

  it('is retracted once when newer data call its hours normal', () => {
    const result = following(opened, look('17:20', []));
    expect(told(result)).toEqual(['retracted P1']);
    expect(told(following(opened, look('17:20', []), look('18:20', [])))).toEqual([]);
  });

  it('is not retracted while a weaker trace of it is left', () => {
    const trace = sales(15, 15, { severity: 'P5', expectedLost: 12 });
    expect(told(following(opened, look('17:20', [trace])))).toEqual([]);
    expect(told(following(opened, look('17:20', [{ ...trace, expectedLost: 9 }])))).toEqual(['retracted P1']);
  });

  it('stays one incident when its window falls apart', () => {
    const whole = look('20:20', [sales(14, 18)]);
    const result = following(whole, look('21:20', [sales(14, 15, { isOver: true }), sales(17, 18, { isOver: true })]));
    expect(told(result)).toEqual(['resolved P1']);
    expect(result.incidents).toMatchObject([{ startHour: 14, endHour: 18 }]);
  });

  it('is told apart from the level of its day', () => {
    const level = sales(0, 23, { kind: 'level', severity: 'P4' });
    const result = following(look('16:20', [level]), look('17:20', [sales(15, 16), level]));
    expect(told(result)).toEqual(['opened P1']);
    expect(result.incidents.map(({ kind }) => kind)).toEqual(['level', 'outage']);
  });

  it('is left alone by a look at another date, and by a file that could not be read', () => {
    expect(told(following(opened, look('17:20', [], { date: '2026-01-15' })))).toEqual([]);
    expect(told(following(opened, look('17:20', [data('unreadable')], { sawDay: false })))).toEqual(['opened P3']);
  });
});

describe('after it was retracted', () => {
  it('the same window opens a new incident with an id of its own', () => {
    const result = following(look('16:20', [sales(15, 15)]), look('17:20', []), look('18:20', [sales(15, 15)]));
    expect(told(result)).toEqual(['opened P1']);
    expect(result.incidents.map(({ id }) => id)).toEqual(['kiosk-2026-01-16-15h', 'kiosk-2026-01-16-15h-2']);
  });
});

describe('a hole in the data', () => {
  it('is resolved when the data come after all', () => {
    const gap = look('17:20', [data('gap', { severity: 'P2' })]);
    expect(told(following(gap, look('18:20', [])))).toEqual(['resolved P2']);
  });

  it('of a file that could not be read is resolved by one that can, whatever date it turns out to be of', () => {
    const bad = look('17:20', [data('unreadable')], { sawDay: false });
    expect(told(following(bad, look('17:30', [], { date: '2026-01-15' })))).toEqual(['resolved P3']);
  });

  it('is told once per checkout and set of codes when it is a doubt', () => {
    const doubt = data('doubtful', { severity: 'P4', isOver: true });
    const first = look('17:20', [doubt]);
    expect(told(following(first))).toEqual(['opened P4']);
    expect(told(following(first, look('18:20', [doubt])))).toEqual([]);
    expect(told(following(first, look('18:20', [doubt], { date: '2026-01-17' })))).toEqual([]);
    expect(told(following(first, look('18:20', [{ ...doubt, code: 'another' }])))).toEqual(['opened P4']);
  });
});

describe('whatever the looks', () => {
  const severity = fc.constantFrom<Severity>('P1', 'P2', 'P3', 'P4', 'P5');
  const window = fc
    .record({
      start: fc.integer({ min: 0, max: 23 }),
      length: fc.integer({ min: 0, max: 5 }),
      severity,
      isOver: fc.boolean(),
      loss: fc.double({ min: -80, max: 80, noNaN: true }),
    })
    .map(({ start, length, severity: worst, isOver, loss }) =>
      sales(start, Math.min(23, start + length), {
        severity: worst,
        isOver,
        kind: loss < 0 ? 'spike' : 'outage',
        expectedLost: loss,
      }),
    );
  /** As a detector promises: windows of one look do not overlap. */
  const disjoint = (windows: readonly FoundSales[]) =>
    windows.filter((w, i) => windows.slice(0, i).every((v) => w.startHour > v.endHour || v.startHour > w.endHour));
  const looks = fc
    .array(fc.record({ found: fc.array(window, { maxLength: 3 }).map(disjoint), minutes: fc.nat(90) }), {
      maxLength: 12,
    })
    .map((steps) => {
      let time = at('00:00').getTime();
      return steps.map(({ found, minutes }) => {
        time += minutes * 60_000;
        return look('00:00', found, { now: new Date(time) });
      });
    });

  it('every alert has an id of its own, and every end reaches all who heard of the beginning', () => {
    fc.assert(
      fc.property(looks, (steps) => {
        let incidents: readonly Incident[] = [];
        const ids: string[] = [];
        const heard = new Map<string, Set<string>>();
        for (const step of steps) {
          const result = afterLook(incidents, step);
          for (const { id, incident, topic } of result.alerts) {
            ids.push(id);
            heard.set(incident.id, (heard.get(incident.id) ?? new Set()).add(topic));
          }
          for (const { transition, incident } of result.alerts) {
            if (transition !== 'retracted' && transition !== 'resolved') continue;
            const topics = result.alerts.filter((a) => a.incident.id === incident.id).map(({ topic }) => topic);
            expect(new Set(topics)).toEqual(heard.get(incident.id));
          }
          incidents = result.incidents;
        }
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('the same look a second time changes nothing and says nothing', () => {
    fc.assert(
      fc.property(looks, (steps) => {
        const last = steps.at(-1);
        fc.pre(last !== undefined);
        const once = following(...steps);
        const twice = afterLook(once.incidents, last as Look);
        expect(twice.alerts).toEqual([]);
        expect(twice.incidents).toEqual(once.incidents);
      }),
    );
  });
});
