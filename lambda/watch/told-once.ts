// A notice for an appointment is sent once, however many ticks think of it: the one that writes its marker sends it.
import * as v from 'valibot';
import type { AllClearNotice, HandoffNotice } from '../notify/notice.ts';
import { toldNoticePlace } from '../record/places.ts';
import type { WatchPorts } from './watch-ports.ts';

export type TimedNotice = HandoffNotice | AllClearNotice;

/** The marker: the notice as it was composed, so that who sends it after all sends the same. */
interface ToldNotice {
  readonly isPublished: boolean;
  readonly heldUntil: string;
  readonly notice: TimedNotice;
}

const outline = v.looseObject({
  isPublished: v.boolean(),
  heldUntil: v.string(),
  notice: v.looseObject({ kind: v.picklist(['handoff', 'all-clear']), id: v.string() }),
});

/**
 * Sends `notice` unless that was done already.
 *
 * @returns whether it is known to have been sent, now or before; else another tick is at it, or the next one tries again
 */
export async function isToldOnce(notice: TimedNotice, ports: WatchPorts): Promise<boolean> {
  const place = toldNoticePlace(notice.id);
  const first = await ports.records.put(place, marker(notice, ports), { when: 'absent' });
  if (first.outcome === 'written') return sent(notice, first.etag, ports);
  const stored = await ports.records.get(place);
  if (!stored) return false;
  const known: unknown = JSON.parse(stored.text);
  v.assert(outline, known);
  const { isPublished, heldUntil, notice: begun } = known as unknown as ToldNotice;
  if (isPublished || heldUntil > ports.now().toISOString()) return isPublished;
  const claim = await ports.records.put(place, marker(begun, ports), { when: 'etag', etag: stored.etag });
  return claim.outcome === 'written' && sent(begun, claim.etag, ports);
}

async function sent(notice: TimedNotice, etag: string, ports: WatchPorts): Promise<boolean> {
  const { records, notices, log, now } = ports;
  const place = toldNoticePlace(notice.id);
  const mine = { when: 'etag', etag } as const;
  try {
    await notices.publishNotice(notice);
  } catch (error) {
    log('warn', 'a notice is not published yet; the next tick tries again', { notice: notice.id, error });
    await records.put(place, JSON.stringify({ isPublished: false, heldUntil: now().toISOString(), notice }), mine);
    return false;
  }
  log('info', 'notice published', { notice: notice.id, topic: notice.topic });
  await records.put(place, JSON.stringify({ isPublished: true, heldUntil: now().toISOString(), notice }), mine);
  return true;
}

function marker(notice: TimedNotice, { now, holdMs }: WatchPorts): string {
  const told: ToldNotice = { isPublished: false, heldUntil: new Date(now().getTime() + holdMs).toISOString(), notice };
  return JSON.stringify(told);
}
