// What a month costs, item by item: how often everything happens, times its price.
import { METRICS } from '../../lambda/config/metric-names.ts';
import type { ServiceTimes } from '../load/service-times.ts';
import { LINE_BYTES } from './line-bytes.ts';
import { gbSecondsOfAFile, NEW_KEY, PLATFORM_LOG_BYTES, QUEUE_CALLS_A_FILE } from './million-files.ts';
import { ALWAYS_FREE, type Prices } from './prices.ts';

export interface Load {
  readonly checkouts: number;
  /** Files of one checkout a day; the first of a day has a new key, the others replace it. */
  readonly filesPerDay: number;
  /** Alerts of one checkout a day. */
  readonly alertsPerCheckoutDay: number;
  /** Deliveries of one alert. */
  readonly emailsPerAlert: number;
  readonly smsPerAlert: number;
  /** Takes off what is free in an account that uses nothing else. */
  readonly isFreeTierUsed: boolean;
}

/** Files every hour, and the false alarms that are promised at most, besides real ones. */
export const USUAL_LOAD: Load = {
  checkouts: 100,
  filesPerDay: 24,
  alertsPerCheckoutDay: 0.05,
  emailsPerAlert: 3,
  smsPerAlert: 0.5,
  isFreeTierUsed: false,
};

export interface CostItem {
  /** What it is for: a part of the product. */
  readonly part: Part;
  readonly what: string;
  readonly count: number;
  readonly usd: number;
}

export const PARTS = ['files', 'watch', 'alerts', 'operations', 'storage'] as const;
export type Part = (typeof PARTS)[number];

const DAYS = 30;
const MINUTES = DAYS * 24 * 60;
const GB = 1e9;

/** As in lib/watch-function.ts. */
const WATCH_MEGABYTES = 512;

/** As test/bench/calls.test.ts counts them for a key that was there before: the receipt is refused, read and put as well. */
const KNOWN_KEY = { gets: 3, puts: 3 };
/** Mark, listing, record crossed out; listings cost as puts. */
const ALERT_PUTS = 3;

/**
 * Lambda polls an idle queue with five long polls of 20 s
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html; with a maximum concurrency it doesn't go
 * below five).
 */
const IDLE_POLLS = 5 * 3 * MINUTES;
/** Keys in one listing. */
const PAGE = 1_000;
/** Inbox pages that a search for lost events looks through (lambda/watch/lost-events.ts), every fifth minute. */
const SEARCH_PAGES = 10;
const SEARCHES = MINUTES / 5;

const LOG_MONTHS_KEPT = 1;

/** As the template has them; test/bench/cost.test.ts compares. */
export const ALARMS = { metrics: 21, composites: 2, dashboards: 1 };

/** A record of two weeks of daily files, and what a receipt and a file of 24 rows weigh. */
const RECORD_BYTES = 12_000;
const RECEIPT_BYTES = 500;
const FILE_BYTES = 900;
/** Replaced versions of records and receipts are kept for a month (lib/records.ts), those of files for three (lib/inbox.ts). */
const REPLACED_MONTHS = { records: 1, files: 3 };
/** Files and receipts stay for ever; a year of them is counted. */
const KEPT_DAYS = 365;

export function monthlyCost(load: Load, prices: Prices, times: ServiceTimes): readonly CostItem[] {
  const files = load.checkouts * load.filesPerDay * DAYS;
  const newKeys = load.checkouts * Math.min(1, load.filesPerDay) * DAYS;
  const knownKeys = files - newKeys;
  const alerts = load.checkouts * load.alertsPerCheckoutDay * DAYS;
  const item = (part: Part, what: string, count: number, price: number): CostItem => ({
    part,
    what,
    count,
    usd: count * price,
  });
  const free = load.isFreeTierUsed ? ALWAYS_FREE : NOTHING_FREE;
  const beyond = (count: number, gratis: number) => Math.max(0, count - gratis);

  const gets = newKeys * NEW_KEY.gets + knownKeys * KNOWN_KEY.gets;
  // The delivery of the file itself is paid for by the bucket's owner.
  const puts = files + newKeys * NEW_KEY.puts + knownKeys * KNOWN_KEY.puts;
  const gbSeconds = files * gbSecondsOfAFile(times);

  const tick = ticks(load);
  const watchGbSeconds = (MINUTES * tick.seconds(times) * WATCH_MEGABYTES) / 1_024;
  const watchShare = watchGbSeconds / (gbSeconds + watchGbSeconds);
  const freeGbSeconds = free.lambdaGbSeconds;
  const stored = storedGb(load, { files, newKeys, knownKeys });
  const logGb =
    (files * (PLATFORM_LOG_BYTES + LINE_BYTES.file) + MINUTES * (PLATFORM_LOG_BYTES + LINE_BYTES.tick)) / GB;

  return [
    item('files', 'Lambda, GB-seconds', beyond(gbSeconds, freeGbSeconds * (1 - watchShare)), prices.lambdaGbSecondArm),
    item('files', 'Lambda, calls', beyond(files, free.lambdaRequests), prices.lambdaRequest),
    item('files', 'S3, writes', puts, prices.s3Put),
    item('files', 'S3, reads', gets, prices.s3Get),
    item('files', 'SQS, calls', beyond(files * QUEUE_CALLS_A_FILE + IDLE_POLLS, free.sqsRequests), prices.sqsRequest),
    item('watch', 'Lambda, GB-seconds', beyond(watchGbSeconds, freeGbSeconds * watchShare), prices.lambdaGbSecondArm),
    item('watch', 'Lambda, calls', load.isFreeTierUsed ? 0 : MINUTES, prices.lambdaRequest),
    item('watch', 'S3, listings and writes', tick.puts * MINUTES + tick.searchPuts * SEARCHES, prices.s3Put),
    item('watch', 'S3, reads', tick.gets * MINUTES, prices.s3Get),
    item('watch', 'Scheduler, ticks', beyond(MINUTES, free.schedulerInvocations), prices.schedulerInvocation),
    item('alerts', 'S3, writes', alerts * ALERT_PUTS, prices.s3Put),
    item('alerts', 'SNS, published', beyond(alerts, free.snsPublishes), prices.snsPublish),
    item('alerts', 'SNS, e-mails', beyond(alerts * load.emailsPerAlert, free.snsEmails), prices.snsEmail),
    item('alerts', 'SNS, text messages to Brazil', alerts * load.smsPerAlert, prices.smsPartBrazil),
    item('operations', 'CloudWatch, metrics', beyond(Object.keys(METRICS).length, free.metrics), prices.metricMonth),
    item('operations', 'CloudWatch, alarms', beyond(ALARMS.metrics, free.alarmMetrics), prices.alarmMetricMonth),
    item('operations', 'CloudWatch, composite alarms', ALARMS.composites, prices.compositeAlarmMonth),
    item('operations', 'CloudWatch, dashboards', beyond(ALARMS.dashboards, free.dashboards), prices.dashboardMonth),
    item('operations', 'Logs, GB written', beyond(logGb, free.logIngestedGb), prices.logIngestedGb),
    item('operations', 'Logs, GB kept', logGb * LOG_MONTHS_KEPT, prices.logStoredGbMonth),
    item('storage', 'S3, GB kept', stored, prices.s3GbMonth),
  ];
}

const NOTHING_FREE = Object.fromEntries(Object.keys(ALWAYS_FREE).map((name) => [name, 0])) as typeof ALWAYS_FREE;

/** Calls of one tick; docs/watch.md has them measured. */
function ticks({ checkouts, filesPerDay }: Load) {
  const changed = (checkouts * filesPerDay) / (24 * 60);
  const pages = Math.ceil(checkouts / PAGE);
  const searched = Math.min(SEARCH_PAGES, Math.ceil((checkouts * KEPT_DAYS) / PAGE));
  return {
    gets: 1 + changed,
    puts: pages + Math.min(1, changed),
    /** Inbox and receipts. */
    searchPuts: 2 * searched + 1,
    seconds: ({ s3CallMs }: ServiceTimes) =>
      ((1 + pages + Math.ceil(changed / TICK_READS_AT_ONCE) + (2 * searched + 1) / 5) * s3CallMs) / 1_000,
  };
}

/** lambda/watch/few-at-once.ts */
const TICK_READS_AT_ONCE = 20;

function storedGb(
  { checkouts }: Load,
  { files, newKeys, knownKeys }: { readonly files: number; readonly newKeys: number; readonly knownKeys: number },
): number {
  const perKey = (newKeys / DAYS) * KEPT_DAYS * (FILE_BYTES + RECEIPT_BYTES);
  const replaced =
    files * RECORD_BYTES * REPLACED_MONTHS.records +
    knownKeys * (RECEIPT_BYTES * REPLACED_MONTHS.records + FILE_BYTES * REPLACED_MONTHS.files);
  return (checkouts * RECORD_BYTES + perKey + replaced) / GB;
}
