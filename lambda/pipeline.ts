// The way of one file through the stations, from its bytes to published alerts and a receipt. Read this first.
import { settingsFor } from './config/config.ts';
import { type Effects, fileHandled, NO_EFFECTS, withEffects } from './effects.ts';
import type { Inbox, ObjectRef } from './inbox.ts';
import { openedSince } from './incident/opened.ts';
import { type CheckoutDay, type IntakeItem, isRefusal, type Refusal } from './intake/checkout-day.ts';
import type { Drop } from './intake/drop.ts';
import { intake } from './intake/intake.ts';
import { correlated } from './log.ts';
import type { Measure } from './metrics.ts';
import { type PublishPorts, publishAlerts } from './notify/publish.ts';
import { type Advance, type AdvanceContext, advance, dateOf, withoutComplaint } from './record/advance.ts';
import { type CheckoutRecord, incidentsOf } from './record/checkout-record.ts';
import { commit } from './record/commit.ts';
import { quarantinePlace, reasonPlace } from './record/places.ts';
import { blankReceipt, type Receipt, withItem, writeReceipt } from './record/receipt.ts';
import { goneRefusal, theOneRefusal } from './record/refusals.ts';
import { sideBySide } from './side-by-side.ts';

/** What the pipeline needs of the world. */
export interface Ports extends PublishPorts {
  readonly inbox: Inbox;
  /** Checkout-days of one file that are taken through at the same time, those of one checkout one after the other. */
  readonly checkoutsAtOnce: number;
  /** Told once of every file. */
  readonly measure: Measure;
}

/**
 * Takes one object version through all stations: each of its checkout-days into the checkout's record, the alerts that
 * follow out to their topics, a file that can't be read into quarantine, and last the receipt that says so.
 *
 * Whatever it throws, and wherever it dies, doing it again does only the rest.
 */
export async function score(ref: ObjectRef, world: Ports): Promise<Receipt> {
  const ports = { ...world, log: correlated(world.log, { key: ref.key, versionId: ref.versionId }) };
  const object = await ports.inbox.read(ref);
  const drop = object?.drop ?? { ...ref, metadata: {}, isDayOver: false };
  const items = object ? intake(drop, object.source, ports.config) : [goneRefusal(ref)];

  let receipt = blankReceipt(drop, ports.now());
  let effects = NO_EFFECTS;
  const refusals: Refusal[] = [];
  const judge = async (item: IntakeItem) => (isRefusal(item) ? NO_EFFECTS : judged(item, drop, ports));
  for await (const [item, caused] of sideBySide(items, ports.checkoutsAtOnce, ({ checkout }) => checkout, judge)) {
    if (isRefusal(item)) refusals.push(item);
    else receipt = withItem(receipt, item, caused.incidents);
    effects = withEffects(effects, caused);
  }
  const complaint = await quarantined(refusals, drop, ports);
  for (const refusal of refusals) receipt = withItem(receipt, refusal, complaint.incidents);
  const { isRepeat } = await writeReceipt(receipt, ports, (earlier) => forgiven(earlier, receipt, drop, ports));
  ports.measure(fileHandled(receipt, withEffects(effects, complaint), { isRepeat, at: ports.now() }));
  return receipt;
}

/** Record with its alerts, publish, record again without them. */
async function judged(item: CheckoutDay | Refusal, drop: Drop, ports: Ports): Promise<Effects> {
  const context = contextFor(item.checkout, drop, ports);
  const { record, opened, publishedAt } = await advanced(
    item.checkout,
    (known) => advance(known, item, context),
    ports,
  );
  const incidents = incidentsOf(record, dateOf(item, context)).map(({ id }) => id);
  return { incidents, opened, publishedAt, rows: isRefusal(item) ? 0 : (item.rows ?? 0) };
}

/** A file that can be read at last ends the complaint about it, also where it was made in another checkout's name. */
async function forgiven(earlier: Receipt, { days }: Receipt, drop: Drop, ports: Ports): Promise<void> {
  const read = new Set(
    days.filter(({ outcome }) => outcome === 'ok' || outcome === 'partial').map((day) => day.checkout),
  );
  if (read.size === 0) return;
  const blamed = earlier.days.filter(({ outcome, checkout }) => outcome === 'quarantine' && !read.has(checkout));
  for (const checkout of new Set(blamed.map((day) => day.checkout))) {
    await advanced(checkout, (known) => withoutComplaint(known, contextFor(checkout, drop, ports)), ports);
  }
}

async function advanced(checkout: string, step: (known: CheckoutRecord) => Advance, ports: Ports) {
  const change = (known: CheckoutRecord) => {
    const { record, alerts } = step(known);
    const opened = record ? openedSince(known.incidents, record.incidents) : [];
    return { record, result: { alerts, opened } };
  };
  const { held, result } = await commit(checkout, change, ports);
  const { outcome } = await publishAlerts({ checkout, alerts: result.alerts, held }, ports);
  const publishedAt = outcome.published.length > 0 ? ports.now() : null;
  return { record: held.record, opened: result.opened, publishedAt };
}

function contextFor(checkout: string, drop: Drop, { config, now, holdMs }: Ports): AdvanceContext {
  return { drop, settings: settingsFor(config, checkout), now: now(), holdMs };
}

/** The original bytes kept aside with the reason beside them, and one alert for the file, however much of it is bad. */
async function quarantined(refusals: readonly Refusal[], drop: Drop, ports: Ports): Promise<Effects> {
  const refusal = theOneRefusal(refusals);
  if (!refusal) return NO_EFFECTS;
  const { code, message } = refusal.reason;
  ports.log(refusal.outcome === 'ignore' ? 'info' : 'warn', `${refusal.outcome}: ${message}`, { code });
  if (refusal.outcome === 'ignore') return NO_EFFECTS;
  await ports.inbox.copyToRecords(drop, quarantinePlace(drop.key));
  await ports.records.put(reasonPlace(drop.key), JSON.stringify({ ...refusal, drop }), { when: 'any' });
  return judged(refusal, drop, ports);
}
