// A night of the watch over checkouts in memory, tick by tick: the calls that each makes, and its own time.
import { READS_A_TICK } from '../../lambda/watch/refreshed.ts';
import { tick } from '../../lambda/watch/tick.ts';
import { NEXT_DATE, placeFleet, touch } from './a-fleet.ts';
import { type CallName, countingPorts } from './counting-ports.ts';
import { spent } from './rivals.ts';

export type Calls = Readonly<Record<CallName, number>>;

export interface Tick {
  readonly what: string;
  readonly calls: Calls;
  readonly cpuMs: number;
}

export interface WatchTicks {
  readonly checkouts: number;
  /** As many ticks as the index takes to come back when it was lost. */
  readonly rebuilding: readonly Tick[];
  readonly idle: Tick;
  readonly search: Tick;
  readonly changed: Tick;
  readonly handoff: Tick;
  readonly overdue: Tick;
  readonly indexBytes: number;
}

/** Each checkout's file comes once an hour: so many of them in a minute. */
const MINUTES_AN_HOUR = 60;

export async function watchTicks(checkouts: number): Promise<WatchTicks> {
  let now = new Date(`${NEXT_DATE}T06:00:00Z`);
  const ports = countingPorts({ handoffAt: ['08:00'], allClearAt: '09:00' }, () => now);
  placeFleet(ports, checkouts);
  const ticked = async (what: string, at: string): Promise<Tick> => {
    now = new Date(at);
    ports.counted();
    const { cpuMs } = await spent(() => tick(now, ports));
    return { what, calls: ports.counted(), cpuMs };
  };
  const tonight = (time: string) => `${NEXT_DATE}T${time}:00Z`;

  const rebuilding: Tick[] = [];
  for (let minute = 1; minute <= Math.max(1, checkouts / READS_A_TICK); minute++) {
    rebuilding.push(await ticked('index lost', tonight(`06:0${minute}`)));
  }
  const idle = await ticked('idle', tonight('06:11'));
  const search = await ticked('idle, with the search for lost events', tonight('06:15'));
  for (let i = 0; i < checkouts / MINUTES_AN_HOUR; i++) touch(ports, i);
  const changed = await ticked('a sixtieth of the records changed', tonight('06:16'));
  const handoff = await ticked('handoff of a quiet night, with a search', tonight('11:00'));
  const dayAfter = new Date(Date.parse(tonight('03:51')) + 86_400_000).toISOString();
  const overdue = await ticked('every file overdue at once', dayAfter);
  return {
    checkouts,
    rebuilding,
    idle,
    search,
    changed,
    handoff,
    overdue,
    indexBytes: ports.sizeOf('watch/index.json'),
  };
}
