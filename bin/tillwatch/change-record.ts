// Changing a checkout's record from the command line: by the same conditional writes as the functions' own.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { s3Listing } from '../../lambda/aws/s3-records.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import type { Step } from '../../lambda/incident/announce.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import type { Log } from '../../lambda/log.ts';
import { type CheckoutRecord, parseRecord } from '../../lambda/record/checkout-record.ts';
import { commit } from '../../lambda/record/commit.ts';
import { withPending } from '../../lambda/record/outbox.ts';
import { CHECKOUTS, recordPlace } from '../../lambda/record/places.ts';
import { incidentUnknown, withStepOn } from '../../lambda/record/step-on-incident.ts';
import type { Deployment } from './deployment.ts';

const PAUSE_MS = 100;

/** Records read at the same time. */
const READS_AT_ONCE = 20;

/** Whoever does something on the command line. */
export interface Actor {
  readonly by?: string;
}

/** The name that goes on record: as given, else the one this machine knows the user by. */
export function nameOf({ by }: Actor): string {
  const name = by ?? process.env.USER ?? process.env.USERNAME ?? '';
  if (name !== '') return name;
  throw new TillwatchError('actor-unknown', 'nobody knows who you are; say it with --by NAME');
}

/** Applies `change` to the record of `checkout`; gives the record as it is then. */
export async function changedRecord(
  { records }: Deployment,
  checkout: string,
  change: (record: CheckoutRecord) => CheckoutRecord,
): Promise<CheckoutRecord> {
  const ports = { records, pause: () => sleep(PAUSE_MS * Math.random()), newWriteId: randomUUID, log: logToError };
  const { held } = await commit(checkout, (record) => ({ record: change(record), result: null }), ports);
  return held.record;
}

/**
 * Applies `step` to the incident `id`; its alerts go into the outbox, from where the watch publishes them within a
 * minute. So nobody needs the right to publish but the functions.
 *
 * @throws TillwatchError `incident-unknown`, and whatever `step` throws
 */
export async function changedIncident(
  place: Deployment,
  id: string,
  step: (incident: Incident, record: CheckoutRecord, now: Date) => Step,
): Promise<Incident> {
  const checkout = await checkoutOf(place, id);
  const record = await changedRecord(place, checkout, (known) => {
    const now = new Date();
    const { record: next, alerts } = withStepOn(known, id, (incident) => step(incident, known, now));
    return withPending(next, alerts, now);
  });
  const after = record.incidents.find((incident) => incident.id === id);
  if (!after) throw incidentUnknown(id);
  return after;
}

/** All records of a deployment. One that can't be read is named on standard error. */
export async function* allRecords({ s3, records, recordsBucket }: Deployment): AsyncGenerator<CheckoutRecord> {
  const listing = s3Listing(s3, recordsBucket);
  for (let startAfter: string | null = null; ; ) {
    const { objects, isLast } = await listing.page(CHECKOUTS, startAfter);
    for (let i = 0; i < objects.length; i += READS_AT_ONCE) {
      const places = objects.slice(i, i + READS_AT_ONCE).map(({ key }) => key);
      const texts = await Promise.all(places.map((place) => records.get(place)));
      for (const [n, place] of places.entries()) {
        const record = readable(texts[n]?.text, place);
        if (record) yield record;
      }
    }
    const last = objects.at(-1);
    if (isLast || !last) return;
    startAfter = last.key;
  }
}

/** The record of one checkout, null where there is none. */
export async function recordOf({ records }: Deployment, checkout: string): Promise<CheckoutRecord | null> {
  const place = recordPlace(checkout);
  const stored = await records.get(place);
  return stored ? parseRecord(stored.text, place) : null;
}

/** An id begins with its checkout's name where that is plain: one read, not all. */
export async function checkoutOf(place: Deployment, id: string): Promise<string> {
  const has = (record: CheckoutRecord | null) => record?.incidents.some((incident) => incident.id === id) ?? false;
  const [, plain] = /^(.+)-\d{4}-\d{2}-\d{2}-[^~]*$/.exec(id) ?? [];
  if (plain !== undefined && has(await recordOf(place, plain))) return plain;
  for await (const record of allRecords(place)) if (has(record)) return record.checkout;
  throw incidentUnknown(id);
}

function readable(text: string | undefined, place: string): CheckoutRecord | null {
  if (text === undefined) return null;
  try {
    return parseRecord(text, place);
  } catch (error) {
    if (!(error instanceof TillwatchError)) throw error;
    console.error(`tillwatch: ${error.message}`);
    return null;
  }
}

const logToError: Log = (level, message, fields) => {
  if (level !== 'info') console.error(`tillwatch: ${message} ${JSON.stringify(fields ?? {})}`);
};
