// However messages come in and functions die, a channel hears each step once, but for what nobody can know.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectStore, StoredText } from '../../lambda/record/object-store.ts';
import { isOutdated, NOTHING_HEARD, withTold } from '../../lambda/relay/heard.ts';
import { stepOf, type ToldMessage } from '../../lambda/relay/told-message.ts';
import { toldOnce } from '../../lambda/relay/told-once.ts';

const HOLD_MS = 60_000;

function aMessage(step: string, transition = 'opened', timestamp = '2026-01-16T20:00:00Z', topic = 'P1'): ToldMessage {
  const alert_id = `kiosk-2026-01-16-15h/${step}/${topic}`;
  const told = { alert_id, incident_id: 'kiosk-2026-01-16-15h', transition, topic, timestamp };
  return told as unknown as ToldMessage;
}

/** The store in memory, with S3's conditional writes. */
function aStore(): ObjectStore {
  const objects = new Map<string, StoredText>();
  let version = 0;
  return {
    get: async (place) => objects.get(place) ?? null,
    async put(place, text, condition) {
      const known = objects.get(place);
      if (condition.when === 'absent' && known) return { outcome: 'conflict' };
      if (condition.when === 'etag' && known?.etag !== condition.etag) return { outcome: 'conflict' };
      const etag = `v${version++}`;
      objects.set(place, { text, etag });
      return { outcome: 'written', etag };
    },
  };
}

interface World {
  nowMs: number;
  readonly sent: string[];
  tell(message: ToldMessage, fate?: 'arrives' | 'fails' | 'dies'): Promise<string>;
}

/** `dies`: the function ends after the channel has taken the message, before it is written down. */
function aWorld(): World {
  const records = aStore();
  const world: World = {
    nowMs: Date.parse('2026-01-16T20:00:00Z'),
    sent: [],
    async tell(message, fate = 'arrives') {
      let isDead = false;
      const mortal: ObjectStore = {
        ...records,
        put: (...args) => (isDead ? new Promise(() => {}) : records.put(...args)),
      };
      const ports = {
        records: mortal,
        now: () => new Date(world.nowMs),
        pause: async () => {},
        holdMs: HOLD_MS,
        log: () => {},
      };
      const telling = toldOnce(
        'slack',
        message,
        async () => {
          if (fate === 'fails') throw Object.assign(new Error('no'), { code: 'no' });
          world.sent.push(stepOf(message));
          isDead = fate === 'dies';
          return '1700000000.000100';
        },
        ports,
      ).catch((error: { code: string }) => error.code);
      return Promise.race([telling, fate === 'dies' ? new Promise<string>((r) => setTimeout(r, 5, 'dead')) : telling]);
    },
  };
  return world;
}

describe('a step', () => {
  it('is told once, whichever of its topics it comes from', async () => {
    const world = aWorld();
    expect(await world.tell(aMessage('3-resolved', 'resolved', undefined, 'P1'))).toBe('sent');
    expect(await world.tell(aMessage('3-resolved', 'resolved', undefined, 'P3'))).toBe('known');
    expect(world.sent).toEqual(['kiosk-2026-01-16-15h/3-resolved']);
  });

  it('that could not be told is told the next time', async () => {
    const world = aWorld();
    expect(await world.tell(aMessage('1-opened'), 'fails')).toBe('no');
    expect(await world.tell(aMessage('1-opened'))).toBe('sent');
  });

  it('waits while another of the same incident is being told, and not longer than that can take', async () => {
    const world = aWorld();
    await world.tell(aMessage('1-opened'), 'dies');
    expect(await world.tell(aMessage('2-updated'))).toBe('channel-contended');
    world.nowMs += HOLD_MS;
    expect(await world.tell(aMessage('2-updated'))).toBe('sent');
  });

  it('is told again only where its function died between telling and writing that down', async () => {
    const fate = fc.constantFrom('arrives', 'fails', 'dies');
    const delivery = fc.record({ step: fc.integer({ min: 1, max: 3 }), fate, waitMs: fc.constantFrom(0, HOLD_MS) });
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 12 }), async (deliveries) => {
        const world = aWorld();
        const deaths: Record<string, number> = {};
        for (const { step, fate, waitMs } of deliveries) {
          world.nowMs += waitMs;
          const message = aMessage(`${step}-updated`);
          if ((await world.tell(message, fate as 'arrives')) === 'dead') {
            deaths[stepOf(message)] = (deaths[stepOf(message)] ?? 0) + 1;
          }
        }
        for (const step of new Set(world.sent)) {
          const times = world.sent.filter((each) => each === step).length;
          expect(times).toBeLessThanOrEqual(1 + (deaths[step] ?? 0));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an end', () => {
  it('outdates what was written before it, not what comes after', () => {
    const ended = withTold(
      NOTHING_HEARD,
      aMessage('3-resolved', 'resolved', '2026-01-16T22:00:00Z'),
      null,
      new Date(0),
    );
    expect(isOutdated(ended, aMessage('2-updated', 'updated', '2026-01-16T21:00:00Z'))).toBe(true);
    expect(isOutdated(ended, aMessage('4-opened', 'opened', '2026-01-16T23:00:00Z'))).toBe(false);
    expect(isOutdated(NOTHING_HEARD, aMessage('1-opened'))).toBe(false);
  });
});
