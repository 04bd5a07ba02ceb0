// A channel hears each step once, however often its message is delivered: who claims it by a conditional write sends it.
import { TillwatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ObjectStore, StoredText } from '../record/object-store.ts';
import { heardPlace } from '../record/places.ts';
import { type Heard, NOTHING_HEARD, parseHeard, verdict, withoutSending, withSending, withTold } from './heard.ts';
import { subjectOf, type ToldMessage } from './told-message.ts';

/** Reads before the message goes back to the queue: somebody else sends a message of the same incident. */
const MOST_LOOKS = 4;

export interface ToldOncePorts {
  readonly records: ObjectStore;
  readonly now: () => Date;
  /** Waits before the next look; `attempt` counts from 1. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Longest time, in ms, that sending can take: afterwards a claim is nobody's any more. */
  readonly holdMs: number;
  readonly log: Log;
}

/**
 * Calls `send` unless the channel has heard this step. Costs a read and two writes.
 *
 * Only what nobody can know is sent again: a function that died between the channel's answer and the last write, and an
 * answer that got lost.
 *
 * @param send gives the thread that it opened, or null
 * @throws TillwatchError `channel-contended`; whatever `send` throws, the claim then given up
 */
export async function toldOnce(
  channel: string,
  told: ToldMessage,
  send: (heard: Heard) => Promise<string | null>,
  ports: ToldOncePorts,
): Promise<'sent' | 'known'> {
  const place = heardPlace(channel, subjectOf(told));
  for (let look = 1; look <= MOST_LOOKS; look++) {
    const stored = await ports.records.get(place);
    const heard = stored ? parseHeard(stored.text, place) : NOTHING_HEARD;
    const next = verdict(heard, told, ports.now());
    if (next === 'known') return 'known';
    const claim = next === 'send' ? await claimed(place, stored, heard, told, ports) : null;
    if (claim !== null) return sent(place, claim, heard, told, send, ports);
    await ports.pause(look);
  }
  throw new TillwatchError(
    'channel-contended',
    `${place}: somebody else is telling ${channel} of it; tried again later`,
  );
}

/** The version of the claim; null where somebody else was quicker. */
async function claimed(
  place: string,
  stored: StoredText | null,
  heard: Heard,
  told: ToldMessage,
  { records, now, holdMs }: ToldOncePorts,
): Promise<string | null> {
  const until = new Date(now().getTime() + holdMs);
  const condition = stored ? ({ when: 'etag', etag: stored.etag } as const) : ({ when: 'absent' } as const);
  const written = await records.put(place, JSON.stringify(withSending(heard, told, until)), condition);
  return written.outcome === 'written' ? written.etag : null;
}

async function sent(
  place: string,
  etag: string,
  heard: Heard,
  told: ToldMessage,
  send: (heard: Heard) => Promise<string | null>,
  { records, now, log }: ToldOncePorts,
): Promise<'sent'> {
  const mine = { when: 'etag', etag } as const;
  let thread: string | null;
  try {
    thread = await send(heard);
  } catch (error) {
    await records.put(place, JSON.stringify(withoutSending(heard)), mine);
    throw error;
  }
  const written = await records.put(place, JSON.stringify(withTold(heard, told, thread, now())), mine);
  if (written.outcome === 'conflict') log('warn', 'a claim ran out while its message was sent', { place });
  return 'sent';
}
