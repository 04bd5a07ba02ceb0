// A storm of alerts goes out as one notice. Written down before it is sent, so that whoever dies leaves no doubt.
import * as v from 'valibot';
import type { Alert } from '../incident/incident.ts';
import type { StormNotice } from '../notify/notice.ts';
import { alertsLately } from '../notify/storm-gate.ts';
import { STORM_RECORD } from '../record/places.ts';
import { stormNotice } from './storm-notice.ts';
import type { WatchPorts } from './watch-ports.ts';

/** The storm's last notice, and the alerts that it and earlier ones stand for while they may be in an outbox yet. */
interface StormOnRecord {
  readonly schemaVersion: 1;
  readonly notice: StormNotice;
  readonly isPublished: boolean;
  /** Until then the tick that wrote it may still be publishing it. */
  readonly heldUntil: string;
  readonly alertIds: readonly string[];
}

const outline = v.looseObject({
  schemaVersion: v.literal(1),
  notice: v.looseObject({ kind: v.literal('storm'), id: v.string(), createdAt: v.string() }),
  isPublished: v.boolean(),
  heldUntil: v.string(),
  alertIds: v.array(v.string()),
});

/** What is to become of alerts that were left in outboxes. */
export interface StormVerdict {
  /** A notice has told of these: they have only to be crossed out. */
  readonly told: ReadonlySet<string>;
  /** The others may go out one by one; else they are left for the next tick. */
  readonly isCalm: boolean;
}

const OTHERS_ARE_AT_IT: StormVerdict = { told: new Set(), isCalm: false };

/**
 * Sends one notice for `alerts` where they are too many, together or with those of the last ten minutes. A notice that a
 * dead tick left unsent is sent first, as it was; one that it had sent isn't sent again.
 */
export async function toldAsStorm(alerts: readonly Alert[], ports: WatchPorts): Promise<StormVerdict> {
  const { records, config, now } = ports;
  const stored = await records.get(STORM_RECORD);
  const known = stored && parsed(stored.text, ports);
  const time = now().toISOString();
  if (known && !known.isPublished) {
    return known.heldUntil > time ? OTHERS_ARE_AT_IT : published(known, stored?.etag ?? null, ports);
  }
  const told = new Set(known?.alertIds);
  const fresh = alerts.filter(({ id }) => !told.has(id));
  if (fresh.length === 0) return { told, isCalm: true };
  const isCalm = fresh.length <= config.stormAlerts && (await alertsLately(ports)) <= config.stormAlerts;
  if (isCalm) return { told, isCalm };
  const notice = stormNotice(known?.notice ?? null, fresh, config.locale, now());
  const alertIds = [...told, ...fresh.map(({ id }) => id)];
  const next = { schemaVersion: 1, notice, isPublished: false, heldUntil: time, alertIds } as const;
  return published(next, stored?.etag ?? null, ports);
}

/** Forgets alerts that have been crossed out, so that the record stays small. Whoever loses the race leaves it be. */
export async function forgetCrossedOut(ids: ReadonlySet<string>, ports: WatchPorts): Promise<void> {
  const stored = await ports.records.get(STORM_RECORD);
  const known = stored && parsed(stored.text, ports);
  if (!stored || !known?.isPublished || !known.alertIds.some((id) => ids.has(id))) return;
  const next = { ...known, alertIds: known.alertIds.filter((id) => !ids.has(id)) };
  await ports.records.put(STORM_RECORD, JSON.stringify(next), { when: 'etag', etag: stored.etag });
}

/** Claimed, sent and marked as sent. A dead tick's notice keeps its id, so that who hears it twice can tell. */
async function published(storm: StormOnRecord, etag: string | null, ports: WatchPorts): Promise<StormVerdict> {
  const { records, notices, log, now, holdMs } = ports;
  const heldUntil = new Date(now().getTime() + holdMs).toISOString();
  const condition = etag === null ? ({ when: 'absent' } as const) : ({ when: 'etag', etag } as const);
  const claim = await records.put(STORM_RECORD, JSON.stringify({ ...storm, heldUntil }), condition);
  if (claim.outcome === 'conflict') return OTHERS_ARE_AT_IT;
  const claimed = { when: 'etag', etag: claim.etag } as const;
  const { id, topic, joined, total } = storm.notice;
  try {
    await notices.publishNotice(storm.notice);
  } catch (error) {
    log('warn', 'a storm notice is not published yet; the next tick tries again', { notice: id, error });
    const letGo = { ...storm, heldUntil: now().toISOString() };
    await records.put(STORM_RECORD, JSON.stringify(letGo), claimed);
    return OTHERS_ARE_AT_IT;
  }
  log('info', 'storm notice published', { notice: id, topic, joined, total });
  await records.put(STORM_RECORD, JSON.stringify({ ...storm, isPublished: true, heldUntil }), claimed);
  return { told: new Set(storm.alertIds), isCalm: false };
}

/** Null where the object is damaged: then the alerts are told anew, which is better than never. */
function parsed(json: string, { log }: WatchPorts): StormOnRecord | null {
  try {
    const value: unknown = JSON.parse(json);
    v.assert(outline, value);
    return value as unknown as StormOnRecord;
  } catch (error) {
    log('error', 'the storm on record cannot be read; it begins anew', { place: STORM_RECORD, error });
    return null;
  }
}
