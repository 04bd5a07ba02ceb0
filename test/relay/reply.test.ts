// What answers of a service mean, and how long the relay waits for a better one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepted, type Reply, replyByStatus } from '../../lambda/relay/reply.ts';
import { slackReply } from '../../lambda/relay/slack-posting.ts';

const NOW = new Date('2026-01-16T20:00:00Z');
const byStatus = (status: number, retryAfter: string | null = null) =>
  replyByStatus({ status, retryAfter, body: 'what it said' }, NOW);

describe('an answer by its status', () => {
  it.each([200, 201, 202])('%d is accepted', (status) => {
    expect(byStatus(status)).toEqual({ kind: 'accepted', thread: null });
  });

  it.each([408, 429, 500, 502, 503])('%d is asked again', (status) => {
    expect(byStatus(status)).toEqual({ kind: 'again', afterMs: null, why: `${status} what it said` });
  });

  it.each([400, 404, 410, 413])('%d is refused for good', (status) => {
    expect(byStatus(status)).toMatchObject({ kind: 'refused', isLocked: false });
  });

  it.each([401, 403])('%d is refused, unless a newer secret helps', (status) => {
    expect(byStatus(status)).toMatchObject({ kind: 'refused', isLocked: true });
  });

  it('says when to ask again, in seconds or as a date', () => {
    expect(byStatus(429, '30')).toMatchObject({ afterMs: 30_000 });
    expect(byStatus(503, 'Fri, 16 Jan 2026 20:01:00 GMT')).toMatchObject({ afterMs: 60_000 });
    expect(byStatus(503, 'Fri, 16 Jan 2026 19:00:00 GMT')).toMatchObject({ afterMs: 0 });
    expect(byStatus(503, 'soon')).toMatchObject({ afterMs: null });
  });
});

describe("an answer of Slack's API", () => {
  const bot = { protocol: 'slack', name: 'slack', secret: 's', channel: 'C0123456789' } as const;
  const said = (body: object | string) =>
    slackReply(
      bot,
      { status: 200, retryAfter: null, body: typeof body === 'string' ? body : JSON.stringify(body) },
      NOW,
    );

  it('names the message when it was posted', () => {
    expect(said({ ok: true, channel: 'C0123456789', ts: '1700000000.000100' })).toEqual({
      kind: 'accepted',
      thread: '1700000000.000100',
    });
  });

  it.each([
    ['internal_error', 'again', undefined],
    ['ratelimited', 'again', undefined],
    ['channel_not_found', 'refused', false],
    ['not_in_channel', 'refused', false],
    ['invalid_blocks', 'refused', false],
    ['token_revoked', 'refused', true],
  ])('%s is %s', (error, kind, isLocked) => {
    expect(said({ ok: false, error })).toMatchObject({ kind, why: error, ...(isLocked !== undefined && { isLocked }) });
  });

  it('that is no JSON of its own comes from something between: asked again', () => {
    expect(said('<html>')).toMatchObject({ kind: 'again' });
    expect(said({ status: 'ok' })).toMatchObject({ kind: 'again' });
  });
});

describe('asking again', () => {
  const again = (afterMs: number | null): Reply => ({ kind: 'again', afterMs, why: 'busy' });
  const done: Reply = { kind: 'accepted', thread: null };

  /** How long the relay slept between the answers, and what came of it. */
  async function asked(...replies: readonly Reply[]): Promise<{ slept: number[]; outcome: string }> {
    const left = [...replies];
    const slept: number[] = [];
    const sleep = async (ms: number) => {
      slept.push(ms);
    };
    const outcome = accepted('slack', async () => left.shift() ?? done, sleep).then(
      () => 'accepted',
      ({ code, afterMs }) => `${code} ${afterMs ?? ''}`.trim(),
    );
    return { slept, outcome: await outcome };
  }

  it('waits as long as the service says, else longer each time', async () => {
    expect(await asked(again(2_000), done)).toEqual({ slept: [2_000], outcome: 'accepted' });
    expect(await asked(again(null), again(null), done)).toEqual({ slept: [500, 1_000], outcome: 'accepted' });
  });

  it('is left to the queue after three times, or at once where the wait is long', async () => {
    expect(await asked(again(null), again(null), again(null))).toEqual({
      slept: [500, 1_000],
      outcome: 'channel-busy',
    });
    expect(await asked(again(60_000))).toEqual({ slept: [], outcome: 'channel-busy 60000' });
  });

  it('is no use after a refusal', async () => {
    expect(await asked({ kind: 'refused', isLocked: false, why: 'no' })).toEqual({
      slept: [],
      outcome: 'channel-refused',
    });
  });

  it('never sleeps for longer than an invocation can bear', async () => {
    const reply = fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { nil: null }).map(again);
    await fc.assert(
      fc.asyncProperty(fc.array(reply, { minLength: 3, maxLength: 3 }), async (replies) => {
        const { slept } = await asked(...replies);
        expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
