// Alerts that somebody left in an outbox, because it died, was refused or saw a storm: the watch publishes them.
import { crossOut, type HeldAlerts, publishAlerts, takenOver } from '../notify/publish.ts';
import { fewAtOnce } from './few-at-once.ts';
import { forgetCrossedOut, type StormVerdict, toldAsStorm } from './storm.ts';
import type { WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/** Records whose outbox is emptied in one tick: four calls each, twenty at a time, are some five seconds. */
const OUTBOXES_A_TICK = 1_000;

/** How many alerts went out, one by one or as a storm. */
export async function publishLeftAlerts(index: WatchIndex, ports: WatchPorts): Promise<number> {
  const now = ports.now().toISOString();
  const due = Object.values(index.checkouts)
    .filter(({ takeOverFrom }) => takeOverFrom !== null && takeOverFrom <= now)
    .slice(0, OUTBOXES_A_TICK);
  const taken = (await fewAtOnce(due, ({ checkout }) => takenFrom(checkout, ports))).filter((own) => own !== null);
  const alerts = taken.flatMap((own) => own.alerts);
  if (alerts.length === 0) return 0;
  const verdict = await toldAsStorm(alerts, ports);
  const isOneByOne = verdict.isCalm && alerts.some(({ id }) => !verdict.told.has(id));
  const published = isOneByOne ? await oneByOne(taken, verdict, ports) : await allAtOnce(taken, verdict, ports);
  if (verdict.told.size > 0) await forgetCrossedOut(new Set(published), ports);
  return published.length;
}

/** A record that can't be read or written is left to the next tick: it mustn't stop the others. */
async function takenFrom(checkout: string, ports: WatchPorts): Promise<HeldAlerts | null> {
  return attempted(checkout, ports, null, () => takenOver(checkout, ports));
}

/** In a calm there are few, and SNS takes them one after the other. */
async function oneByOne(
  taken: readonly HeldAlerts[],
  { told }: StormVerdict,
  ports: WatchPorts,
): Promise<readonly string[]> {
  const published: string[] = [];
  for (const own of taken) {
    const ids = await attempted(own.checkout, ports, [], async () => {
      const known = own.alerts.map(({ id }) => id).filter((id) => told.has(id));
      const held = known.length > 0 ? await crossOut(own, { published: known, failed: [] }, ports) : own.held;
      const alerts = own.alerts.filter(({ id }) => !told.has(id));
      const { outcome } = await publishAlerts({ ...own, alerts, held }, ports);
      return [...known, ...outcome.published];
    });
    published.push(...ids);
  }
  return published;
}

/** What the notice told of is crossed out; the rest is let go. */
async function allAtOnce(
  taken: readonly HeldAlerts[],
  { told }: StormVerdict,
  ports: WatchPorts,
): Promise<readonly string[]> {
  const crossedOut = await fewAtOnce(taken, (own) =>
    attempted(own.checkout, ports, [], async () => {
      const ids = own.alerts.map(({ id }) => id);
      const published = ids.filter((id) => told.has(id));
      await crossOut(own, { published, failed: ids.filter((id) => !told.has(id)) }, ports);
      return published;
    }),
  );
  return crossedOut.flat();
}

async function attempted<T>(checkout: string, { log }: WatchPorts, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log('error', 'alerts left in an outbox could not be published', { checkout, error });
    return otherwise;
  }
}
