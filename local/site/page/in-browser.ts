// The source of the static site: the whole pipeline in the page, on samples and on files that are dropped onto it.
import { parseConfig, settingsFor, withOwnSettings } from '../../../lambda/config/config.ts';
import { TillwatchError } from '../../../lambda/errors.ts';
import type { Step } from '../../../lambda/incident/announce.ts';
import type { Incident } from '../../../lambda/incident/incident.ts';
import { acknowledged } from '../../../lambda/incident/people.ts';
import type { Locale } from '../../../lambda/notify/locale.ts';
import { publishAlerts } from '../../../lambda/notify/publish.ts';
import { type Ports, score } from '../../../lambda/pipeline.ts';
import { type CheckoutRecord, parseRecord } from '../../../lambda/record/checkout-record.ts';
import { commit } from '../../../lambda/record/commit.ts';
import { withPending } from '../../../lambda/record/outbox.ts';
import { CHECKOUTS, RECEIPTS, recordPlace } from '../../../lambda/record/places.ts';
import { parseReceipt } from '../../../lambda/record/receipt.ts';
import { incidentUnknown, withStepOn } from '../../../lambda/record/step-on-incident.ts';
import { dayReport } from '../../../lambda/report/report.ts';
import { replayClock } from '../../clock.ts';
import { overview } from '../../dashboard/overview.ts';
import type { Listener, Source } from '../../dashboard/page/source.ts';
import { sampleDrops } from '../../samples.ts';
import { memoryInbox } from './memory-inbox.ts';
import { memoryStore } from './memory-store.ts';
import { pageTopics } from './page-topics.ts';
import { type ReadyAnswers, readySql } from './ready-sql.ts';

export interface InBrowserOptions {
  /** The samples' text by file name. */
  readonly samples: Readonly<Record<string, string>>;
  /** What the SQL explorer shows. */
  readonly answers: ReadyAnswers;
  readonly locale: Locale;
}

/** One after the other, so nobody else could publish meanwhile. */
const HOLD_MS = 0;

export async function inBrowserSource({ samples, answers, locale }: InBrowserOptions): Promise<Source> {
  const config = parseConfig(JSON.stringify({ locale }));
  const clock = replayClock(Date.now);
  const records = memoryStore();
  const inbox = memoryInbox();
  const topics = pageTopics(config, clock.now);
  const listeners: Listener[] = [];
  let writeIds = 0;
  const ports: Ports = {
    config,
    inbox,
    topics,
    // There is no watch that would send one alert for many, so there is no storm either.
    records: { ...records, placesAfter: async () => [] },
    checkoutsAtOnce: 1,
    pause: async () => {},
    newWriteId: () => String(++writeIds),
    log: () => {},
    measure: () => {},
    now: clock.now,
    holdMs: HOLD_MS,
  };
  const changed = () => {
    for (const listener of listeners) listener.changed();
  };
  const land = async (key: string, bytes: Uint8Array, metadata: Readonly<Record<string, string>> = {}) => {
    await score(inbox.put(key, bytes, metadata, clock.now()), ports);
    changed();
  };
  const allRecords = () => records.textsBelow(CHECKOUTS).map(({ text, place }) => parseRecord(text, place));
  const changeRecord = (checkout: string, change: (record: CheckoutRecord) => CheckoutRecord) =>
    commit(checkout, (record) => ({ record: change(record), result: null }), ports).then(changed);

  for (const { file, metadata, landsAt } of sampleDrops(clock.now(), config.timeZone)) {
    clock.set(landsAt);
    await land(file, new TextEncoder().encode(samples[file]), metadata);
  }
  clock.release();

  return {
    overview: async () =>
      overview({
        now: clock.now(),
        timeZone: config.timeZone,
        records: allRecords(),
        receipts: records.textsBelow(RECEIPTS).map(({ text, place }) => parseReceipt(text, place)),
      }),
    async checkout(id) {
      const stored = await records.get(recordPlace(id));
      if (!stored) return null;
      const record = parseRecord(stored.text, recordPlace(id));
      return { record, settings: withOwnSettings(settingsFor(config, id), record.settings) };
    },
    listen(listener) {
      listeners.push(listener);
      topics.listen((alert) => listener.alert(alert));
    },
    async acknowledge(incident, { by, why, forMs }) {
      const record = allRecords().find(({ incidents }) => incidents.some(({ id }) => id === incident));
      if (!record) throw incidentUnknown(incident);
      const now = clock.now();
      const until = forMs === null ? null : new Date(now.getTime() + forMs);
      await step(record.checkout, incident, (known) => acknowledged(known, { by, now, why }, until), ports);
      changed();
    },
    async silence(checkout, { by, why, forMs, kinds }) {
      const from = clock.now().toISOString();
      const until = new Date(clock.now().getTime() + forMs).toISOString();
      const id = `s-${String(++writeIds).padStart(8, '0')}`;
      const made = { id, by, why, createdAt: from, from, until, kinds, severities: [], weekly: null };
      await changeRecord(checkout, (record) => ({ ...record, silences: [...record.silences, made] }));
    },
    async unsilence(checkout, id) {
      const until = clock.now().toISOString();
      const ended = (record: CheckoutRecord) =>
        record.silences.map((known) => (known.id === id ? { ...known, until } : known));
      await changeRecord(checkout, (record) => ({ ...record, silences: ended(record) }));
    },
    async upload(file) {
      if (file.name === '') throw new TillwatchError('name-invalid', 'the file has no usable name; rename it');
      await land(file.name, new Uint8Array(await file.arrayBuffer()));
      return file.name;
    },
    dayReport: {
      kind: 'made',
      html: (view, reportLocale) => dayReport(view, { format: 'html', locale: reportLocale, now: clock.now() }),
    },
    sql: readySql(answers),
  };
}

/** As the command does it, but published at once: there is no watch that would. */
async function step(checkout: string, id: string, take: (incident: Incident) => Step, ports: Ports): Promise<void> {
  const change = (known: CheckoutRecord) => {
    const { record, alerts } = withStepOn(known, id, take);
    return { record: withPending(record, alerts, ports.now()), result: alerts };
  };
  const { held, result: alerts } = await commit(checkout, change, ports);
  await publishAlerts({ checkout, alerts, held }, ports);
}
