// The bodies of queue messages: S3's notifications and EventBridge's events about S3, read with care, and the
// notifications of lost ones written again.
import { TillwatchError } from '../errors.ts';
import type { ObjectRef } from '../inbox.ts';

/** Event versions grow by minor numbers; a new major one may mean anything (S3 user guide, "Event message structure"). */
const KNOWN_MAJOR = '2';

interface S3Record {
  readonly eventVersion?: unknown;
  readonly eventName?: unknown;
  readonly eventTime?: unknown;
  readonly s3?: {
    readonly object?: { readonly key?: unknown; readonly versionId?: unknown; readonly sequencer?: unknown };
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
interface BridgeEvent {
  readonly 'detail-type'?: unknown;
  readonly time?: unknown;
  readonly detail?: {
    readonly object?: { readonly key?: unknown; readonly 'version-id'?: unknown; readonly sequencer?: unknown };
  };
}

/**
 * The objects that landed, according to one message. Deletions, S3's test event and an empty list name none.
 *
 * @throws TillwatchError `event-unreadable` for anything that tells nothing of S3: it belongs in the dead-letter queue
 */
export function landedObjects(body: string): readonly ObjectRef[] {
  const event = parsed(body);
  if (event.Event === 's3:TestEvent') return [];
  if (event.source === 'aws.s3') return bridgedObjects(event);
  if (!Array.isArray(event.Records)) throw unreadable('it has no list of Records');
  return event.Records.flatMap((record: S3Record) => {
    const major = String(record.eventVersion ?? '').split('.')[0];
    if (major !== KNOWN_MAJOR) throw unreadable(`its version is ${record.eventVersion}, not ${KNOWN_MAJOR}.x`);
    const isLanding = String(record.eventName ?? '')
      .replace(/^s3:/, '')
      .startsWith('ObjectCreated:');
    return isLanding ? [objectRef(record)] : [];
  });
}

/** A notification for an object that was found by listing: it goes the same way as S3's own. */
export function landingEvent(ref: ObjectRef, bucket: string): string {
  const { key, versionId, sequencer, landedAt } = ref;
  const object = { key: encodedKey(key), ...(versionId && { versionId }), ...(sequencer && { sequencer }) };
  const record = {
    eventVersion: '2.1',
    eventSource: 'tillwatch:watch',
    eventName: 'ObjectCreated:Put',
    eventTime: landedAt.toISOString(),
    s3: { s3SchemaVersion: '1.0', bucket: { name: bucket }, object },
  };
  return JSON.stringify({ Records: [record] });
}

function objectRef({ eventTime, s3 }: S3Record): ObjectRef {
  const { key, versionId, sequencer } = s3?.object ?? {};
  return {
    key: decodedKey(givenKey(key)),
    versionId: givenText(versionId),
    sequencer: givenText(sequencer),
    landedAt: givenTime(eventTime),
  };
}

/** An event tells of one object. Its key is as it is: only S3's own notifications encode them. */
function bridgedObjects({ 'detail-type': type, time, detail }: BridgeEvent): readonly ObjectRef[] {
  if (type !== 'Object Created') return [];
  const { key, 'version-id': versionId, sequencer } = detail?.object ?? {};
  const ref = { key: givenKey(key), versionId: givenText(versionId), sequencer: givenText(sequencer) };
  return [{ ...ref, landedAt: givenTime(time) }];
}

function givenKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') throw unreadable('a record names no object key');
  return key;
}

function givenText(text: unknown): string | null {
  return typeof text === 'string' && text !== '' ? text : null;
}

function givenTime(time: unknown): Date {
  const landedAt = new Date(String(time));
  if (Number.isNaN(landedAt.getTime())) throw unreadable(`a record has the time ${String(time)}`);
  return landedAt;
}

/** Keys in events are form-encoded: a plus is a blank, and is decoded before the percent signs. */
function decodedKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (cause) {
    throw unreadable('an object key in it is not URL-encoded', cause);
  }
}

function encodedKey(key: string): string {
  return encodeURIComponent(key.toWellFormed()).replaceAll('%20', '+').replaceAll('%2F', '/');
}

function parsed(body: string): BridgeEvent & { Event?: unknown; Records?: unknown; source?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
  throw unreadable('it is not an object');
}

function unreadable(what: string, cause?: unknown): TillwatchError {
  const message = `the message is no S3 notification that tillwatch knows: ${what}; look for it in the dead-letter queue`;
  return new TillwatchError('event-unreadable', message, {}, cause);
}
