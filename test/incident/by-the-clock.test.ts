// Reminders, acknowledgements that lapse, and silences: what time does to open incidents.
import { describe, expect, it } from 'vitest';
import { afterTime, type Moment, nextMomentAt } from '../../lambda/incident/by-the-clock.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import { afterLook, type LookResult } from '../../lambda/incident/lifecycle.ts';
import { acknowledged, resolvedByHand } from '../../lambda/incident/people.ts';
import { type Silence, silenceOver } from '../../lambda/incident/silences.ts';
import { at, data, following, look, sales, told } from './a-look.ts';
import { aSilence } from './a-silence.ts';

const ZONE = 'America/Sao_Paulo';

const moment = (time: string, silences: readonly Silence[] = []): Moment => ({
  now: at(time),
  timeZone: ZONE,
  silences,
  lateAfterHours: 24,
});

const opened = (time = '19:20') => following(look(time, [sales(15, 16)])).incidents;

/** Escalations that are sent minute by minute, with the minute. */
function remindersOf(incidents: readonly Incident[], from: string, minutes: number, silences: readonly Silence[] = []) {
  const start = at(from).getTime();
  const sent: string[] = [];
  let current = incidents;
  for (let minute = 0; minute <= minutes; minute++) {
    const now = new Date(start + minute * 60_000);
    const result = afterTime(current, { ...moment(from, silences), now });
    sent.push(
      ...result.alerts.map(({ transition, escalation, topic }) => `${minute} ${transition} ${escalation} ${topic}`),
    );
    current = result.incidents;
  }
  return { sent, incidents: current };
}

const ack = (incidents: readonly Incident[], time: string, until: Date | null = null): LookResult => {
  const steps = incidents.map((incident) => acknowledged(incident, { by: 'ana', now: at(time), why: null }, until));
  return { incidents: steps.map(({ incident }) => incident), alerts: steps.flatMap(({ alerts }) => alerts) };
};

describe('a P1 or P2 that nobody acknowledges', () => {
  const all = ['5 escalated 1 P1', '15 escalated 2 P1', '30 escalated 3 P1', '60 escalated 4 P1'];

  it('is repeated after 5, 15, 30 and 60 minutes, ever louder', () => {
    expect(remindersOf(opened(), '19:20', 180).sent).toEqual(all);
  });

  it('is repeated as loud as it is late when nobody watched for a while', () => {
    const after = afterTime(opened(), moment('19:52'));
    expect(after.alerts.map(({ escalation }) => escalation)).toEqual([3]);
    expect(afterTime(after.incidents, moment('19:52')).alerts).toEqual([]);
    expect(remindersOf(after.incidents, '19:52', 60).sent).toEqual(['28 escalated 4 P1']);
  });

  it('is also a hole in the data, and never what is milder', () => {
    const gap = following(look('19:20', [data('gap', { severity: 'P2' })])).incidents;
    expect(remindersOf(gap, '19:20', 61).sent).toHaveLength(4);
    const drop = following(look('19:20', [sales(15, 16, { kind: 'drop', severity: 'P3' })])).incidents;
    expect(remindersOf(drop, '19:20', 61).sent).toEqual([]);
  });

  it('is not repeated when it is history, or over', () => {
    const late = following(look('19:20', [sales(15, 16)], { isLate: () => true })).incidents;
    expect(remindersOf(late, '19:20', 61).sent).toEqual([]);
    const over = following(look('19:20', [sales(15, 16, { isOver: true })])).incidents;
    expect(remindersOf(over, '19:20', 61).sent).toEqual([]);
  });

  it('is asked about anew when it gets worse', () => {
    const worse = following(look('19:20', [sales(15, 16, { severity: 'P2' })]), look('19:40', [sales(15, 16)]));
    expect(told(worse)).toEqual(['escalated P1']);
    expect(remindersOf(worse.incidents, '19:40', 180).sent).toEqual(all);
  });

  it('has its reminders numbered, and each an id of its own', () => {
    const { incidents } = remindersOf(opened(), '19:20', 60);
    const [{ history = [] } = {}] = incidents;
    expect(history.map(({ escalation = 0 }) => escalation)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('an acknowledgement', () => {
  it('is told to whoever heard of the incident, and stops reminders', () => {
    const result = ack(opened(), '19:27');
    expect(told(result)).toEqual(['acknowledged P1']);
    expect(remindersOf(result.incidents, '19:27', 180).sent).toEqual([]);
  });

  it('can lapse, and then it is asked about anew', () => {
    const result = ack(opened(), '19:22', at('20:22'));
    expect(remindersOf(result.incidents, '19:22', 180).sent).toEqual([
      '65 escalated 1 P1',
      '75 escalated 2 P1',
      '90 escalated 3 P1',
      '120 escalated 4 P1',
    ]);
  });

  it('covers what was known: worse asks again, the end ends it', () => {
    const acked = ack(following(look('19:20', [sales(15, 16, { severity: 'P2' })])).incidents, '19:22');
    const worse = afterLook(acked.incidents, look('20:20', [sales(15, 17)]));
    expect(told(worse)).toEqual(['escalated P1']);
    expect(remindersOf(worse.incidents, '20:20', 5).sent).toHaveLength(1);
    const over = afterLook(acked.incidents, look('20:20', [sales(15, 16, { severity: 'P2', isOver: true })]));
    expect(told(over)).toEqual(['resolved P2']);
  });

  it('is refused to a second person, renewed by the first, and refused once it is over', () => {
    const [incident] = ack(opened(), '19:27').incidents;
    const act = (by: string) => () =>
      acknowledged(incident as Incident, { by, now: at('19:30'), why: null }, at('21:00')).incident.acknowledgement;
    expect(act('bruno')).toThrow(expect.objectContaining({ code: 'incident-acknowledged' }));
    expect(act('ana')()).toMatchObject({ by: 'ana', until: at('21:00').toISOString() });
    const over = { ...(incident as Incident), status: 'resolved' } as const;
    expect(() => acknowledged(over, { by: 'ana', now: at('19:30'), why: null }, null)).toThrow('resolved already');
  });
});

describe('an incident that a person resolved', () => {
  const closed = (found = sales(15, 16)) => {
    const [incident] = following(look('19:20', [found])).incidents;
    return resolvedByHand(incident as Incident, { by: 'ana', now: at('19:40'), why: 'closed early' });
  };

  it('tells whoever heard of it, and stays closed while files show the same', () => {
    const step = closed();
    expect(step.alerts.map(({ transition, topic }) => `${transition} ${topic}`)).toEqual(['resolved P1']);
    const again = afterLook([step.incident], look('20:20', [sales(15, 16)]));
    expect(again.alerts).toEqual([]);
    expect(again.incidents).toMatchObject([{ status: 'resolved' }]);
    expect(remindersOf(again.incidents, '20:20', 61).sent).toEqual([]);
  });

  it('opens again when a file shows more, with reminders from then on', () => {
    const again = afterLook([closed().incident], look('20:20', [sales(15, 17)]));
    expect(told(again)).toEqual(['updated P1']);
    expect(again.incidents).toMatchObject([{ id: 'kiosk-2026-01-16-15h', status: 'open' }]);
    expect(remindersOf(again.incidents, '20:20', 61).sent).toHaveLength(4);
  });

  it('is not opened under another name by the same hole in the data', () => {
    const gap = data('gap', { severity: 'P2', startHour: 11, endHour: 13 });
    const [incident] = following(look('19:20', [gap])).incidents;
    const step = resolvedByHand(incident as Incident, { by: 'ana', now: at('19:40'), why: null });
    const again = afterLook([step.incident], look('20:20', [gap]));
    expect(again.alerts).toEqual([]);
    expect(again.incidents).toHaveLength(1);
  });
});

describe('a silence', () => {
  const silence = aSilence({ from: '19:00', until: '21:00' });
  const isSilenced = (silences: readonly Silence[], time: string) => (incident: Incident) =>
    silenceOver(incident, silences, at(time), ZONE) !== null;
  const quietly = (time: string, found = [sales(15, 16)], silences = [silence]) =>
    look(time, found, { isSilenced: isSilenced(silences, time) });

  it('has an incident recorded and sent to nobody', () => {
    const result = following(quietly('19:20'));
    expect(result.alerts).toEqual([]);
    expect(result.incidents).toMatchObject([
      { status: 'open', heardOn: [], history: [{ transition: 'opened', isSilenced: true }] },
    ]);
    expect(remindersOf(result.incidents, '19:20', 60, [silence]).sent).toEqual([]);
  });

  it('warns on P4 before it ends, once, and then what is still open is told as loud as it is', () => {
    const { incidents } = following(quietly('19:20'));
    expect(remindersOf(incidents, '19:20', 110, [silence]).sent).toEqual([
      '85 updated 0 P4',
      '100 escalated 0 P1',
      '105 escalated 1 P1',
    ]);
  });

  it('that was lifted lets it out at the next minute', () => {
    const { incidents } = following(quietly('19:20'));
    expect(told(afterTime(incidents, moment('19:30', [{ ...silence, until: at('19:29').toISOString() }])))).toEqual([
      'escalated P1',
    ]);
  });

  it('keeps an end from those who heard nothing, but not from those who heard of the beginning', () => {
    const over = [sales(15, 16, { isOver: true })];
    expect(told(following(quietly('19:20'), quietly('20:20', over)))).toEqual([]);
    expect(told(following(look('18:50', [sales(15, 16)]), quietly('20:20', over)))).toEqual(['resolved P1']);
  });

  it('of something that is over stays unheard also after the silence', () => {
    const over = [sales(15, 16, { isOver: true })];
    expect(told(following(quietly('19:20', over), look('22:20', over)))).toEqual([]);
  });

  it('records what gets worse, once', () => {
    const mild = [sales(15, 16, { kind: 'drop', severity: 'P3' })];
    const { incidents } = following(quietly('19:20', mild), quietly('19:40'), quietly('19:50'), quietly('19:55'));
    expect(incidents.flatMap(({ history }) => history.map(({ transition }) => transition))).toEqual([
      'opened',
      'escalated',
    ]);
  });
});

describe('the next moment to look at incidents', () => {
  it('is when the next reminder is due', () => {
    expect(nextMomentAt(opened(), [], at('19:20'))).toBe(at('19:25').toISOString());
    const later = remindersOf(opened(), '19:20', 16).incidents;
    expect(nextMomentAt(later, [], at('19:36'))).toBe(at('19:50').toISOString());
  });

  it('is never for what was acknowledged, is over, or was reminded of often enough', () => {
    expect(nextMomentAt(ack(opened(), '19:22').incidents, [], at('19:30'))).toBeNull();
    expect(nextMomentAt(remindersOf(opened(), '19:20', 60).incidents, [], at('20:30'))).toBeNull();
    expect(nextMomentAt([], [aSilence({ from: '19:00', until: null })], at('20:30'))).toBeNull();
  });

  it('follows an acknowledgement that lapses', () => {
    const { incidents } = ack(opened(), '19:22', at('20:22'));
    expect(nextMomentAt(incidents, [], at('19:30'))).toBe(at('20:27').toISOString());
  });

  it('is now for an open incident that a silence may hold back', () => {
    const silence = aSilence({ from: '19:00', until: '21:00' });
    const next = nextMomentAt(opened(), [silence], at('19:30')) ?? '';
    expect(next <= at('19:30').toISOString()).toBe(true);
    expect(nextMomentAt(opened(), [{ ...silence, kinds: ['data'] }], at('19:20'))).toBe(at('19:25').toISOString());
  });
});
