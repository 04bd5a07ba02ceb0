// Many files landing at the top of the hour: queue, pollers, functions and the watch, step by step. Pure: the same
// scenario gives the same outcome everywhere.
//
// Files of a batch are handled side by side: their waiting overlaps, their computing doesn't. A start beyond the account's
// concurrency is refused; its poller keeps the batch and tries again until others may see it
// (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html).

import { POLLERS, type Scenario, WATCH_EXECUTIONS } from './scenario.ts';
import { shareOfCore } from './service-times.ts';
import { type StormWatch, stormWatch } from './storm-watch.ts';

export const LIMITS = [
  'maximum concurrency of the mapping',
  'growth of the pollers',
  'concurrency of the account',
] as const;
export type Limit = (typeof LIMITS)[number];

export interface Outcome {
  readonly handled: number;
  readonly deadLetters: number;
  /** Starts that Lambda refused. */
  readonly throttles: number;
  readonly invocations: number;
  readonly coldStarts: number;
  readonly mostAtOnce: number;
  readonly gbSeconds: number;
  /** All times are since the first landing. */
  readonly lastFileMs: number;
  readonly lastAlertMs: number;
  readonly alerts: { readonly oneByOne: number; readonly inStorm: number };
  /** What most files waited for, by how many and how long; null where none had to. */
  readonly bindsFirst: Limit | null;
  readonly mostS3CallsASecond: number;
}

const STEP_MS = 20;
const TICK_MS = 60_000;
/** A poller's pause after a refused start. */
const RETRY_MS = 1_000;

interface Message {
  readonly checkout: number;
  receives: number;
}

interface Batch {
  readonly messages: readonly Message[];
  readonly receivedMs: number;
  nextTryMs: number;
  /** Null until it was started. */
  endsMs: number | null;
}

interface State {
  readonly queue: Message[];
  /** Held by a poller each. */
  held: Batch[];
  landed: number;
  /** Since when messages have waited without a pause. */
  waitingSinceMs: number | null;
  running: number;
  /** Execution environments that have been started. */
  warm: number;
}

export function simulated(scenario: Scenario): Outcome {
  const state: State = { queue: [], held: [], landed: 0, waitingSinceMs: null, running: 0, warm: 0 };
  const tally = emptyTally();
  const watch = stormWatch(scenario);
  let nowMs = 0;
  for (; tally.handled + tally.deadLetters < scenario.checkouts || watch.isWaiting(); nowMs += STEP_MS) {
    land(state, scenario, nowMs);
    end(state, scenario, nowMs, tally, watch);
    receive(state, scenario, nowMs);
    start(state, scenario, nowMs, tally);
    if (state.queue.length > 0) tally.waited[limitNow(state, scenario, nowMs)] += state.queue.length;
    if (nowMs > 0 && nowMs % TICK_MS === 0) watch.tick(nowMs);
  }
  return outcome(tally, watch);
}

function land(state: State, { checkouts, landingMs }: Scenario, nowMs: number): void {
  const due = Math.min(checkouts, Math.floor((nowMs / landingMs) * checkouts) + 1);
  for (; state.landed < due; state.landed++) state.queue.push({ checkout: state.landed, receives: 0 });
}

function end(state: State, { checkouts }: Scenario, nowMs: number, tally: Tally, watch: StormWatch): void {
  const isOver = ({ endsMs }: Batch) => endsMs !== null && endsMs <= nowMs;
  for (const { messages } of state.held.filter(isOver)) {
    state.running--;
    tally.handled += messages.length;
    for (const { checkout } of messages) watch.handled(checkout, nowMs);
  }
  state.held = state.held.filter((batch) => !isOver(batch));
  if (tally.handled + tally.deadLetters === checkouts) tally.lastFileMs ??= nowMs;
}

/** Free pollers take what waits, in batches. */
function receive(state: State, scenario: Scenario, nowMs: number): void {
  state.waitingSinceMs = state.queue.length === 0 ? null : (state.waitingSinceMs ?? nowMs);
  while (state.queue.length > 0 && state.held.length < pollers(state, scenario, nowMs)) {
    const messages = state.queue.splice(0, scenario.batchSize);
    state.held.push({ messages, receivedMs: nowMs, nextTryMs: nowMs, endsMs: null });
  }
}

function pollers({ waitingSinceMs }: State, { maximumConcurrency }: Scenario, nowMs: number): number {
  const minutes = waitingSinceMs === null ? 0 : (nowMs - waitingSinceMs) / 60_000;
  return Math.min(Math.floor(POLLERS.atFirst + minutes * POLLERS.moreAMinute), POLLERS.most, maximumConcurrency);
}

function start(state: State, scenario: Scenario, nowMs: number, tally: Tally): void {
  for (const batch of state.held) {
    if (batch.endsMs !== null || batch.nextTryMs > nowMs) continue;
    if (state.running < scenario.accountConcurrency - WATCH_EXECUTIONS) run(batch, state, scenario, nowMs, tally);
    else refuse(batch, state, scenario, nowMs, tally);
  }
}

function run(batch: Batch, state: State, scenario: Scenario, nowMs: number, tally: Tally): void {
  state.running++;
  tally.mostAtOnce = Math.max(tally.mostAtOnce, state.running);
  const isCold = state.running > state.warm;
  if (isCold) state.warm++;
  const ms = batchMs(batch, scenario) + (isCold ? scenario.times.coldStartMs : 0);
  batch.endsMs = nowMs + ms;
  tally.invocations++;
  tally.coldStarts += isCold ? 1 : 0;
  tally.gbSeconds += ((ms / 1_000) * scenario.memoryMegabytes) / 1_024;
  const second = Math.floor(nowMs / 1_000);
  const calls = batch.messages.length * scenario.times.s3Calls;
  tally.s3Calls.set(second, (tally.s3Calls.get(second) ?? 0) + calls);
}

function batchMs({ messages }: Batch, { times, memoryMegabytes, alertEvery }: Scenario): number {
  const hasAlert = messages.some(({ checkout }) => checkout % alertEvery === 0);
  const waits = (times.s3Calls + (hasAlert ? times.alertCalls : 0)) * times.s3CallMs;
  return waits + (messages.length * times.cpuMs) / shareOfCore(memoryMegabytes);
}

/** Tried again later; after the visibility timeout the messages are everybody's again, or dead. */
function refuse(batch: Batch, state: State, scenario: Scenario, nowMs: number, tally: Tally): void {
  tally.throttles++;
  batch.nextTryMs = nowMs + RETRY_MS;
  if (batch.nextTryMs - batch.receivedMs < scenario.visibilityTimeoutMs) return;
  state.held = state.held.filter((other) => other !== batch);
  for (const message of batch.messages) {
    message.receives++;
    if (message.receives < scenario.maxReceives) state.queue.push(message);
    else tally.deadLetters++;
  }
}

function limitNow(state: State, scenario: Scenario, nowMs: number): Limit {
  if (state.running >= scenario.accountConcurrency - WATCH_EXECUTIONS) return 'concurrency of the account';
  const isAtMost = pollers(state, scenario, nowMs) >= scenario.maximumConcurrency;
  return isAtMost ? 'maximum concurrency of the mapping' : 'growth of the pollers';
}

interface Tally {
  handled: number;
  deadLetters: number;
  throttles: number;
  invocations: number;
  coldStarts: number;
  mostAtOnce: number;
  gbSeconds: number;
  lastFileMs: number | null;
  readonly s3Calls: Map<number, number>;
  readonly waited: Record<Limit, number>;
}

function emptyTally(): Tally {
  return {
    handled: 0,
    deadLetters: 0,
    throttles: 0,
    invocations: 0,
    coldStarts: 0,
    mostAtOnce: 0,
    gbSeconds: 0,
    lastFileMs: null,
    s3Calls: new Map(),
    waited: Object.fromEntries(LIMITS.map((limit) => [limit, 0])) as Record<Limit, number>,
  };
}

function outcome({ s3Calls, waited, lastFileMs, ...counted }: Tally, watch: StormWatch): Outcome {
  const [worst] = [...LIMITS].sort((a, b) => waited[b] - waited[a]);
  return {
    ...counted,
    lastFileMs: lastFileMs ?? 0,
    ...watch.told(),
    bindsFirst: worst && waited[worst] > 0 ? worst : null,
    mostS3CallsASecond: Math.max(0, ...s3Calls.values()),
  };
}
