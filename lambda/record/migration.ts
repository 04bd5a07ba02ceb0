// Records of earlier schemas, brought forward step by step when they are read; the next write stores the new schema.

import { NO_ARRIVALS } from './arrivals.ts';

type Json = Readonly<Record<string, unknown>>;

/** By the schema that a step starts from. */
const STEPS: Readonly<Record<number, (record: Json) => Json>> = {
  1: withLives,
  2: withReasons,
  3: withSourcesWhereTheyDiffer,
};

/** The record in the present schema; as it is where it's not of an earlier one. */
export function migrated(record: Json): Json {
  let current = record;
  for (let step = stepFrom(current); step; step = stepFrom(current)) current = step(current);
  return current;
}

function stepFrom({ schemaVersion }: Json) {
  return typeof schemaVersion === 'number' ? STEPS[schemaVersion] : undefined;
}

/** Schema 2: people act on incidents, incidents run past midnight, silences and settings are on record. */
function withLives(record: Json): Json {
  return {
    ...record,
    schemaVersion: 2,
    incidents: listOf(record.incidents).map(withLife),
    outbox: listOf(record.outbox).map((pending) => {
      if (!isJson(pending) || !isJson(pending.alert)) return pending;
      return { ...pending, alert: { ...pending.alert, incident: withLife(pending.alert.incident) } };
    }),
    silences: [],
    settings: {},
    arrivals: record.arrivals ?? NO_ARRIVALS,
    watchedDates: Object.keys(isJson(record.days) ? record.days : {}).sort(),
  };
}

/** Schema 3: why there is an incident is facts, in whatever language it is told; the sentence of before is kept. */
function withReasons(record: Json): Json {
  return {
    ...record,
    schemaVersion: 3,
    incidents: listOf(record.incidents).map(withReason),
    outbox: listOf(record.outbox).map((pending) => {
      if (!isJson(pending) || !isJson(pending.alert)) return pending;
      return { ...pending, alert: { ...pending.alert, incident: withReason(pending.alert.incident) } };
    }),
  };
}

/** Schema 4: which version a reading comes from may be left unsaid where one tells the whole day; said, it is right as well. */
function withSourcesWhereTheyDiffer(record: Json): Json {
  return { ...record, schemaVersion: 4 };
}

function withReason(found: unknown): unknown {
  if (!isJson(found)) return found;
  const parts = listOf(found.parts).map((part) => (isJson(part) ? { ...part, found: withReason(part.found) } : part));
  const why = typeof found.why === 'string' ? { kind: 'text', text: found.why } : found.why;
  return { ...found, why, ...('parts' in found && { parts }) };
}

function withLife(incident: unknown): unknown {
  if (!isJson(incident)) return incident;
  const history = listOf(incident.history);
  return {
    ...incident,
    parts: [],
    acknowledgement: null,
    feedback: null,
    history: history.map((change, i) => {
      if (!isJson(change)) return change;
      const isOnly = history.length === 1 && i === 0;
      return { ...change, state: stateAfter(change.transition, isOnly ? incident.status : 'open') };
    }),
  };
}

function stateAfter(transition: unknown, other: unknown): unknown {
  return transition === 'resolved' || transition === 'retracted' || transition === 'acknowledged' ? transition : other;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
