// An incident's life against a model, in any order of events: looks, re-deliveries, people, silences, the clock.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../lambda/config/severity.ts';
import { afterTime } from '../../lambda/incident/by-the-clock.ts';
import { type Alert, type Change, type FoundSales, type Incident, isSales } from '../../lambda/incident/incident.ts';
import { afterLook, type Look, type LookResult } from '../../lambda/incident/lifecycle.ts';
import { acknowledged, resolvedByHand } from '../../lambda/incident/people.ts';
import { type Silence, silenceOver } from '../../lambda/incident/silences.ts';
import { LIFECYCLE, type StateBefore } from '../../lambda/incident/transitions.ts';
import { look, sales } from './a-look.ts';
import { aSilence } from './a-silence.ts';

const ZONE = 'America/Sao_Paulo';
const DATES = ['2026-01-15', '2026-01-16', '2026-01-17'] as const;
const MINUTE_MS = 60_000;

/** What happened so far, in the real thing. */
interface World {
  now: number;
  incidents: readonly Incident[];
  alerts: Alert[];
  silences: readonly Silence[];
  lastLook: Look | null;
}

/** What must be true whatever happened, kept as simply as can be: who was told what, by incident. */
interface Model {
  readonly heard: Map<string, Set<Severity>>;
  readonly retracted: Set<string>;
}

/** Takes over what a step gave, and checks all that holds for every step. */
function take(model: Model, world: World, { incidents, alerts }: LookResult): void {
  for (const before of world.incidents) {
    const after = incidents.find(({ id }) => id === before.id);
    expect(after, `${before.id} is kept`).toBeDefined();
    expect(after?.history.slice(0, before.history.length), 'history only grows').toEqual(before.history);
  }
  for (const incident of incidents) {
    checkHistory(incident.history);
    const ofDays = incident.parts.map(({ found }) => (isSales(found) ? found.expectedLost : 0));
    if (ofDays.length > 0) expect(isSales(incident) && incident.expectedLost).toBe(ofDays.reduce((a, b) => a + b));
  }
  const ids = alerts.map(({ id }) => id);
  expect(new Set([...world.alerts.map(({ id }) => id), ...ids]).size, 'ids are new').toBe(
    world.alerts.length + ids.length,
  );
  for (const { transition, incident } of alerts) {
    if (transition !== 'retracted' && transition !== 'resolved') continue;
    expect(model.retracted.has(incident.id), 'nothing ends after it was retracted').toBe(false);
    const topics = alerts.filter((alert) => alert.incident.id === incident.id).map(({ topic }) => topic);
    expect(topics, 'an end reaches all who heard').toEqual(
      expect.arrayContaining([...(model.heard.get(incident.id) ?? [])]),
    );
  }
  for (const { transition, incident, topic } of alerts) {
    model.heard.set(incident.id, (model.heard.get(incident.id) ?? new Set<Severity>()).add(topic));
    if (transition === 'retracted') model.retracted.add(incident.id);
  }
  world.incidents = incidents;
  world.alerts.push(...alerts);
  for (const { id, heardOn } of incidents) expect(new Set(heardOn)).toEqual(model.heard.get(id) ?? new Set());
}

function checkHistory(history: readonly Change[]): void {
  let state: StateBefore = 'unknown';
  for (const { transition, state: next } of history) {
    expect(LIFECYCLE[state][transition] ?? [], `${transition} from ${state}`).toContain(next);
    state = next;
  }
}

type Command = fc.Command<Model, World>;

function command(name: string, run: (model: Model, world: World) => void): Command {
  return { check: () => true, run, toString: () => name };
}

const isSilencedAt = (world: World) => (incident: Incident) =>
  silenceOver(incident, world.silences, new Date(world.now), ZONE) !== null;

const window = fc
  .record({
    start: fc.integer({ min: 0, max: 23 }),
    length: fc.integer({ min: 0, max: 4 }),
    severity: fc.constantFrom<Severity>('P1', 'P2', 'P3', 'P4', 'P5'),
    isOver: fc.boolean(),
    loss: fc.integer({ min: -80, max: 80 }),
  })
  .map(({ start, length, loss, ...rest }) =>
    sales(start, Math.min(23, start + length), { ...rest, kind: loss < 0 ? 'spike' : 'outage', expectedLost: loss }),
  );

/** As a detector promises: windows of one look do not overlap. */
const disjoint = (windows: readonly FoundSales[]) =>
  windows.filter((w, i) => windows.slice(0, i).every((v) => w.startHour > v.endHour || v.startHour > w.endHour));

const looks = fc
  .record({
    date: fc.constantFrom(...DATES),
    found: fc.array(window, { maxLength: 3 }).map(disjoint),
    sold: fc.array(fc.constantFrom(0, 5, null), { minLength: 24, maxLength: 24 }),
  })
  .map(({ date, found, sold }) =>
    command(`look at ${date}: ${JSON.stringify(found)}`, (model, world) => {
      const countAt: NonNullable<Look['countAt']> = (of, hour) => (of === date ? sold[hour] : undefined);
      const next = look('00:00', found, { date, now: new Date(world.now), countAt, isSilenced: isSilencedAt(world) });
      take(model, world, afterLook(world.incidents, next));
      world.lastLook = next;
    }),
  );

const delivered = fc.constant(
  command('the last look again', (model, world) => {
    if (!world.lastLook) return;
    const isSilenced = isSilencedAt(world);
    const again = afterLook(world.incidents, { ...world.lastLook, isSilenced });
    const isUndisturbed =
      world.lastLook.now.getTime() === world.now && world.incidents.every(({ acknowledgement }) => !acknowledgement);
    if (isUndisturbed && world.silences.length === 0) expect(again.alerts).toEqual([]);
    take(model, world, again);
  }),
);

const refused = fc.constantFrom(...DATES).map((date) =>
  command(`a file of ${date} that can't be read`, (model, world) => {
    const next = look('00:00', [], { date, sawDay: false, now: new Date(world.now) });
    const result = afterLook(world.incidents, next);
    expect(result).toEqual({ incidents: world.incidents, alerts: [] });
    take(model, world, result);
  }),
);

const minutes = fc.integer({ min: 1, max: 90 }).map((count) =>
  command(`${count} minutes pass`, (model, world) => {
    world.now += count * MINUTE_MS;
    const moment = { now: new Date(world.now), timeZone: ZONE, silences: world.silences, lateAfterHours: 24 };
    take(model, world, afterTime(world.incidents, moment));
    expect(afterTime(world.incidents, moment)).toEqual({ incidents: world.incidents, alerts: [] });
  }),
);

const people = fc
  .record({ which: fc.nat(5), until: fc.option(fc.integer({ min: 1, max: 60 })), isResolve: fc.boolean() })
  .map(({ which, until, isResolve }) =>
    command(isResolve ? `somebody resolves ${which}` : `somebody acknowledges ${which}`, (model, world) => {
      const open = world.incidents.filter(({ status }) => status === 'open');
      const incident = open[which % Math.max(1, open.length)];
      if (!incident) return;
      const act = { by: 'ana', now: new Date(world.now), why: null, isSilenced: isSilencedAt(world) };
      const end = until === null ? null : new Date(world.now + until * MINUTE_MS);
      const step = isResolve ? resolvedByHand(incident, act) : acknowledged(incident, act, end);
      const incidents = world.incidents.map((other) => (other === incident ? step.incident : other));
      take(model, world, { incidents, alerts: step.alerts });
    }),
  );

const silences = fc.integer({ min: 0, max: 120 }).map((lasting) =>
  command(`a silence of ${lasting} minutes`, (_model, world) => {
    const from = new Date(world.now).toISOString();
    const until = new Date(world.now + lasting * MINUTE_MS).toISOString();
    world.silences = lasting === 0 ? [] : [...world.silences, aSilence({ from, until })];
  }),
);

describe('whatever happens to the incidents of a checkout, in whatever order', () => {
  it('every step is one of the table, every alert is new, and everybody who heard of it hears that it never was', () => {
    const events = fc.commands([looks, looks, looks, delivered, refused, minutes, minutes, people, silences], {
      maxCommands: 40,
    });
    fc.assert(
      fc.property(events, (commands) => {
        fc.modelRun(
          () => ({
            model: { heard: new Map(), retracted: new Set<string>() },
            real: {
              now: Date.parse('2026-01-16T12:00:00Z'),
              incidents: [],
              alerts: [],
              silences: [],
              lastLook: null,
            },
          }),
          commands,
        );
      }),
      { numRuns: 400 },
    );
  });
});
