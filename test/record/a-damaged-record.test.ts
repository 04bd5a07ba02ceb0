// Records of an earlier schema, of a later one, and damaged ones.
import { describe, expect, it } from 'vitest';
import { DAYS_KEPT, HISTORY_DAYS } from '../../lambda/record/advance.ts';
import { type CheckoutRecord, emptyRecord, parseRecord, SCHEMA_VERSION } from '../../lambda/record/checkout-record.ts';
import { commit } from '../../lambda/record/commit.ts';
import type { ObjectStore } from '../../lambda/record/object-store.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from './a-record.ts';

const PLACE = 'checkouts/kiosk.json';

/** A store with one object, and what was put where. */
function holding(text: string) {
  const objects = new Map([[PLACE, text]]);
  const records: ObjectStore = {
    get: async (place) => {
      const stored = objects.get(place);
      return stored === undefined ? null : { text: stored, etag: `"${stored.length}"` };
    },
    async put(place, body, condition) {
      const stored = objects.get(place);
      const isMet = condition.when === 'etag' ? `"${stored?.length}"` === condition.etag : stored === undefined;
      if (!isMet) return { outcome: 'conflict' };
      objects.set(place, body);
      return { outcome: 'written', etag: `"${body.length}"` };
    },
  };
  const logged: string[] = [];
  const ports = {
    records,
    pause: async () => {},
    newWriteId: () => 'w',
    log: (level: string) => logged.push(level),
  };
  return { objects, ports, logged };
}

const withOutage = () => aRecord().after(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day).record;

/** The record as the first schema had it. */
function ofSchema1({ silences, settings, watchedDates, ...record }: CheckoutRecord): object {
  const incidents = record.incidents.map(({ parts, acknowledgement, feedback, ...incident }) => ({
    ...incident,
    history: incident.history.map(({ state, ...change }) => change),
  }));
  const outbox = record.outbox.map(({ alert, heldUntil }) => ({
    heldUntil,
    alert: { ...alert, incident: incidents.find(({ id }) => id === alert.incident.id) },
  }));
  return { ...record, schemaVersion: 1, incidents, outbox };
}

/** The record as the second schema had it: why there is an incident was a sentence. */
function ofSchema2(record: CheckoutRecord): object {
  const told = <T extends object>(found: T) => ({ ...found, why: 'no sales' });
  return {
    ...record,
    schemaVersion: 2,
    incidents: record.incidents.map((incident) => ({
      ...told(incident),
      parts: incident.parts.map((part) => ({ ...part, found: told(part.found) })),
    })),
    outbox: record.outbox.map(({ alert, heldUntil }) => ({
      heldUntil,
      alert: { ...alert, incident: told(alert.incident) },
    })),
  };
}

describe('a record of the second schema', () => {
  it('keeps the sentence that said why', () => {
    const overnight = aRecord()
      .after(aDay().of('kiosk', '2026-01-16').quiet(20, 23).day)
      .after(aDay().of('kiosk', '2026-01-17').quiet(0, 12).day).record;
    const { incidents, outbox, schemaVersion } = parseRecord(JSON.stringify(ofSchema2(overnight)), PLACE);
    const kept = { kind: 'text', text: 'no sales' };
    expect(schemaVersion).toBe(SCHEMA_VERSION);
    expect(incidents.map(({ why }) => why)).toEqual(incidents.map(() => kept));
    expect(incidents.flatMap(({ parts }) => parts.map(({ found }) => found.why))).toEqual([kept, kept]);
    expect(outbox.map(({ alert }) => alert.incident.why)).toEqual(outbox.map(() => kept));
    expect(outbox).not.toEqual([]);
  });
});

describe('a record of the third schema', () => {
  it('is that of today, which may leave more unsaid', () => {
    const record = withOutage();
    expect(parseRecord(JSON.stringify({ ...record, schemaVersion: 3 }), PLACE)).toEqual(record);
  });
});

describe('a record of the first schema', () => {
  it('is brought forward with its incidents and its outbox', () => {
    const record = withOutage();
    expect(parseRecord(JSON.stringify(ofSchema1(record)), PLACE)).toEqual(record);
  });

  it('knows how its incidents ended', () => {
    const day = aDay().of('kiosk', '2026-01-16').quiet(15, 17);
    const { record } = aRecord()
      .after(day.until(17).day, '2026-01-16T20:20:00Z')
      .after(day.until(20).day, '2026-01-16T23:20:00Z');
    expect(parseRecord(JSON.stringify(ofSchema1(record)), PLACE).incidents).toEqual(record.incidents);
    expect(record.incidents[0]?.history.map(({ state }) => state)).toEqual(['open', 'resolved']);
  });
});

describe('a record', () => {
  it('stays below a quarter of a megabyte, five weeks of daily incidents with a message an hour on it', () => {
    const { days, incidents, learned, ...record } = withOutage();
    const [day] = Object.values(days);
    const [incident] = incidents;
    const history = Array.from({ length: 24 }, () => incident?.history[0]);
    const full = {
      ...record,
      days: Object.fromEntries(Array.from({ length: DAYS_KEPT }, (_, i) => [`2026-01-0${i + 1}`, day])),
      incidents: Array.from({ length: HISTORY_DAYS }, () => ({ ...incident, history })),
      learned: Array.from({ length: 28 }, () => ({ date: '', toldAt: '', counts: day?.columns.today.values })),
    };
    expect(JSON.stringify(full).length).toBeLessThan(256 * 1024);
  });
});

describe('a record of a later schema', () => {
  const later = JSON.stringify({ ...emptyRecord('kiosk'), schemaVersion: SCHEMA_VERSION + 1, silences: 'elsewhere' });

  it('is left as it is, because an older tillwatch would lose what it does not know', async () => {
    const { ports, objects } = holding(later);
    const change = (record: CheckoutRecord) => ({ record, result: null });
    await expect(commit('kiosk', change, ports)).rejects.toMatchObject({ code: 'record-newer' });
    expect([...objects]).toEqual([[PLACE, later]]);
  });
});

describe('a damaged record', () => {
  const changed = async (text: string) => {
    const store = holding(text);
    const { held } = await commit('kiosk', (record) => ({ record, result: null }), store.ports);
    const { writeId: _own, ...record } = held.record;
    return { ...store, record };
  };

  it('is kept aside before what replaces it is written, and that is logged', async () => {
    const { objects, logged, record } = await changed('{"schemaVersion":2,"chec');
    expect(objects.get('quarantine/records/kiosk/24.json')).toBe('{"schemaVersion":2,"chec');
    expect(record).toEqual(emptyRecord('kiosk'));
    expect(JSON.parse(objects.get(PLACE) ?? '')).toMatchObject(emptyRecord('kiosk'));
    expect(logged).toEqual(['error']);
  });

  it('goes on with every entry that is whole', async () => {
    const whole = withOutage();
    const damaged = { ...whole, versions: 'gone', incidents: [...whole.incidents, { id: 7 }], watchedDates: null };
    const { record } = await changed(JSON.stringify(damaged));
    expect(record).toEqual({ ...whole, versions: [], watchedDates: [] });
  });

  it.each(['', 'null', '[]', '"text"', '{}', '{"schemaVersion":1}', '{"schemaVersion":2,"days":[1],"outbox":{"a":1}}'])(
    '%j is taken as one, whatever it says',
    async (text) => {
      const { record } = await changed(text);
      expect(parseRecord(JSON.stringify(record), PLACE)).toMatchObject({ checkout: 'kiosk', incidents: [] });
    },
  );
});
