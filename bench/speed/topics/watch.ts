// A tick of the watch at 1, 100 and 10,000 checkouts: calls, time, and what a month of them costs.
import { PRICES } from '../../cost/prices.ts';
import { type ServiceTimes, shareOfCore } from '../../load/service-times.ts';
import type { CallName } from '../counting-ports.ts';
import { withProgram } from '../program.ts';
import { amount, type Row, type Table, type Topic } from '../topic.ts';
import type { Calls, Tick, WatchTicks } from '../watch-ticks.ts';

export const FLEETS = [1, 100, 10_000];

const PRICES_USED = PRICES['us-east-1'];
const PAGE = 1_000;
const TICKS_A_MONTH = 30 * 24 * 60;
const SEARCHES_A_MONTH = TICKS_A_MONTH / 5;
/** As in lib/watch-function.ts. */
const MEGABYTES = 512;

export const watch: Topic = {
  name: 'watch',
  title: 'A tick of the watch',
  about:
    'Checkouts in memory with two weeks of daily files each; an idle tick is what a deployment pays all day. The floor is one ' +
    'ListObjectsV2 for each 1,000 records. Time is the processor time of the tick itself. A month is 43,200 ticks, every ' +
    'fifth with the search for lost events, at the prices of us-east-1; calls one after the other take as long as the load ' +
    'simulation assumes.',
  async measure(_effort, times) {
    const fleets: WatchTicks[] = [];
    for (const checkouts of FLEETS) {
      fleets.push(await withProgram('watch-ticks', (program) => program.run<WatchTicks>([String(checkouts)])));
    }
    return {
      rows: [...fleets.map(tickRow), ...fleets.map(monthRow)],
      tables: [tickTable(fleets), monthTable(fleets, times)],
    };
  },
};

function tickRow({ checkouts, idle }: WatchTicks): Row {
  return {
    what: `idle tick at ${atText(checkouts)}`,
    measured: amount(inAll(idle.calls), 'calls'),
    floor: amount(pages(checkouts), 'calls'),
    goal: null,
  };
}

function monthRow(fleet: WatchTicks): Row {
  const listing = TICKS_A_MONTH * pages(fleet.checkouts) * PRICES_USED.s3Put;
  return {
    what: `a month of idle ticks at ${atText(fleet.checkouts)}, calls`,
    measured: amount(callsUsd(fleet), 'USD', 2),
    floor: amount(listing, 'USD', 2),
    goal: null,
  };
}

/** Deterministic: the same on every machine. */
export function tickTable(fleets: readonly WatchTicks[]): Table {
  const kinds = (fleet: WatchTicks): readonly Tick[] => {
    const { idle, search, changed, rebuilding, handoff, overdue } = fleet;
    return [idle, search, changed, ...rebuilding.slice(0, 1), handoff, overdue];
  };
  const first = fleets[0];
  return {
    title: 'Calls of a tick',
    header: ['tick', ...fleets.map(({ checkouts }) => checkoutsText(checkouts))],
    rows: (first ? kinds(first) : []).map(({ what }, i) => [
      what,
      ...fleets.map((fleet) => callsText(kinds(fleet)[i]?.calls)),
    ]),
  };
}

function monthTable(fleets: readonly WatchTicks[], times: ServiceTimes): Table {
  const row = (what: string, of: (fleet: WatchTicks) => string) => [what, ...fleets.map(of)];
  return {
    title: 'Time, and a month',
    header: ['', ...fleets.map(({ checkouts }) => checkoutsText(checkouts))],
    rows: [
      row('idle tick, ms CPU', ({ idle }) => idle.cpuMs.toFixed(1)),
      row('with the search, ms CPU', ({ search }) => search.cpuMs.toFixed(1)),
      row('a sixtieth changed, ms CPU', ({ changed }) => changed.cpuMs.toFixed(1)),
      row('the index, kB', ({ indexBytes }) => (indexBytes / 1_000).toFixed(1)),
      row('ticks to make a lost index again', ({ rebuilding }) => String(rebuilding.length)),
      row('a month of idle ticks, calls, USD', (fleet) => callsUsd(fleet).toFixed(2)),
      row('the same with Lambda and Scheduler, USD', (fleet) => monthUsd(fleet, times).toFixed(2)),
    ],
  };
}

function callsUsd({ idle, search }: WatchTicks): number {
  const idleTicks = TICKS_A_MONTH - SEARCHES_A_MONTH;
  return idleTicks * tickUsd(idle) + SEARCHES_A_MONTH * tickUsd(search);
}

function tickUsd({ calls }: Tick): number {
  const { s3Get, s3Put, snsPublish, sqsRequest } = PRICES_USED;
  const price = { GET: s3Get, PUT: s3Put, LIST: s3Put, Publish: snsPublish, SendMessage: sqsRequest };
  return Object.entries(calls).reduce((usd, [name, count]) => usd + count * price[name as CallName], 0);
}

function monthUsd(fleet: WatchTicks, { s3CallMs }: ServiceTimes): number {
  const seconds = ({ calls, cpuMs }: Tick) => (inAll(calls) * s3CallMs + cpuMs / shareOfCore(MEGABYTES)) / 1_000;
  const idleTicks = TICKS_A_MONTH - SEARCHES_A_MONTH;
  const gbSeconds = (idleTicks * seconds(fleet.idle) + SEARCHES_A_MONTH * seconds(fleet.search)) * (MEGABYTES / 1_024);
  const lambda = gbSeconds * PRICES_USED.lambdaGbSecondArm + TICKS_A_MONTH * PRICES_USED.lambdaRequest;
  return callsUsd(fleet) + lambda + TICKS_A_MONTH * PRICES_USED.schedulerInvocation;
}

function inAll(calls: Calls): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

function callsText(calls: Calls | undefined): string {
  const made = Object.entries(calls ?? {}).filter(([, count]) => count > 0);
  return made.map(([name, count]) => `${count.toLocaleString('en')} ${name}`).join(', ');
}

function checkoutsText(checkouts: number): string {
  return checkouts === 1 ? '1 checkout' : checkouts.toLocaleString('en');
}

function atText(checkouts: number): string {
  return `${checkouts.toLocaleString('en')} checkout${checkouts === 1 ? '' : 's'}`;
}

function pages(checkouts: number): number {
  return Math.ceil(checkouts / PAGE);
}
