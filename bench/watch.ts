// What a tick of the watch costs: calls and their price at 1, 100 and 10,000 checkouts. Run it by `npm run bench:watch`.
import { tick } from '../lambda/watch/tick.ts';
import { NEXT_DATE, placeFleet, touch } from './a-fleet.ts';
import { type CallName, type CountingPorts, countingPorts } from './counting-ports.ts';

const FLEETS = [1, 100, 10_000];

/** USD a call, us-east-1, November 2026 (https://aws.amazon.com/s3/pricing/, https://aws.amazon.com/sns/pricing/, https://aws.amazon.com/sqs/pricing/). */
const PRICES: Readonly<Record<CallName, number>> = {
  GET: 0.0004 / 1000,
  PUT: 0.005 / 1000,
  LIST: 0.005 / 1000,
  Publish: 0.5 / 1e6,
  SendMessage: 0.4 / 1e6,
};

const TICKS_A_MONTH = 60 * 24 * 30;
const SEARCHES_A_MONTH = TICKS_A_MONTH / 5;
const FILES_A_ROUND = 10_000;

interface Measured {
  readonly what: string;
  readonly calls: string;
  readonly dollars: number;
  readonly ms: number;
}

async function measured(
  what: string,
  at: string,
  ports: CountingPorts,
  setClock: (at: Date) => void,
): Promise<Measured> {
  const time = new Date(at);
  setClock(time);
  ports.counted();
  const begin = performance.now();
  await tick(time, ports);
  const ms = performance.now() - begin;
  const counted = Object.entries(ports.counted()).filter(([, n]) => n > 0) as [CallName, number][];
  const calls = counted.map(([name, n]) => `${n} ${name}`).join(', ');
  return { what, calls, dollars: counted.reduce((sum, [name, n]) => sum + n * PRICES[name], 0), ms };
}

for (const fleet of FLEETS) {
  let now = new Date(`${NEXT_DATE}T06:00:00Z`);
  const setClock = (at: Date) => {
    now = at;
  };
  const ports = countingPorts({ handoffAt: ['08:00'], allClearAt: '09:00' }, () => now);
  placeFleet(ports, fleet);
  const of = (what: string, time: string) => measured(what, `${NEXT_DATE}T${time}:00Z`, ports, setClock);

  const rebuilding = [await of('index lost, first tick', '06:01')];
  for (let more = 1; more < fleet / 2_000; more++) rebuilding.push(await of('…, next tick', `06:0${1 + more}`));
  const idle = await of('idle', '06:11');
  const search = await of('idle, search for lost events', '06:15');
  for (let i = 0; i < Math.ceil(fleet / 60); i++) touch(ports, i);
  const busy = await of('a sixtieth of the records changed', '06:16');
  const handoff = await of('handoff (08:00)', '11:00');
  const dayAfter = new Date(Date.parse(`${NEXT_DATE}T03:51:00Z`) + 86_400_000).toISOString();
  const overdue = await measured('every file overdue at once', dayAfter, ports, setClock);

  console.log(
    `\n${fleet} checkout${fleet === 1 ? '' : 's'}; index ${Math.ceil(ports.sizeOf('watch/index.json') / 1024)} KB`,
  );
  for (const { what, calls, dollars, ms } of [...rebuilding, idle, search, busy, handoff, overdue]) {
    console.log(`  ${what.padEnd(34)} ${calls}; ${dollars.toFixed(6)} USD; ${ms.toFixed(0)} ms of its own`);
  }
  const month = idle.dollars * (TICKS_A_MONTH - SEARCHES_A_MONTH) + search.dollars * SEARCHES_A_MONTH;
  console.log(`  a month of idle ticks: ${month.toFixed(2)} USD for calls`);
  const files = fleet * 14;
  console.log(`  a full round through ${files} files: ${Math.ceil(files / FILES_A_ROUND) * 5} minutes`);
}
