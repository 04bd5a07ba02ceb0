// tillwatch.config.json: every setting with its default, its limits and what it means.
// Long because it is a list: nobody should have to look for a setting in two places.
import * as v from 'valibot';
import { TillwatchError } from '../errors.ts';
import { timeOfDay, timeOnOrAfterDate } from './local-times.ts';
import { LOCALES } from './locale.ts';
import { nearestName } from './nearest-name.ts';
import { type OpeningHours, type OpeningHoursSetting, openingHours } from './opening-hours.ts';
import { dateRule, SPECIAL_DAY_KINDS, type SpecialDayRule, specialDayRule, specialHours } from './special-days.ts';
import { SUBSCRIPTION_KEYS, subscriptionList } from './subscriptions.ts';

const hourLabel = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23));
const percent = v.pipe(v.number(), v.minValue(0));

const DEFAULT_TIME_ZONE = 'America/Sao_Paulo';

const timeZone = v.pipe(
  v.string(),
  // The first question to Intl costs a process 16 ms: none where the answer is known.
  v.check((zone) => zone === DEFAULT_TIME_ZONE || isTimeZone(zone), 'is no IANA time zone such as America/Sao_Paulo'),
);

const lossSales = v.pipe(v.number(), v.minValue(0));
const hourCount = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The numbers behind P1 to P3. */
const severityRules = v.strictObject({
  /** P1: an outage in business hours that is expected to have lost at least this many sales. */
  outageLossSales: v.optional(lossSales, 5),
  /** P2: a drop of at least this many percent in business hours. */
  highDropPercent: v.optional(percent, 75),
  /** P2: at least this many business hours in a row without data. */
  blindHours: v.optional(hourCount, 3),
  /** P3: a drop of at least this many percent at any hour. */
  mediumDropPercent: v.optional(percent, 50),
  /** P3: a spike of at least this many percent above the expectation. */
  spikePercent: v.optional(percent, 200),
});

/** The same for one checkout, where what isn't set falls back to the deployment's. */
const ownSeverityRules = v.strictObject({
  outageLossSales: v.exactOptional(lossSales),
  highDropPercent: v.exactOptional(percent),
  blindHours: v.exactOptional(hourCount),
  mediumDropPercent: v.exactOptional(percent),
  spikePercent: v.exactOptional(percent),
});

const businessHours = v.pipe(
  v.strictObject({ from: v.optional(hourLabel, 10), to: v.optional(hourLabel, 22) }),
  v.check(({ from, to }) => from <= to, 'from must not be later than to'),
);

/** Hours by weekday, hour labels inclusive at both ends; see opening-hours.ts for what can be written. */
const openingHoursSetting = readBy<OpeningHoursSetting>(openingHours);

/** A day on which sales follow a law of their own; see special-days.ts for what `date` can be. */
const specialDay = v.strictObject({
  date: readBy<string>(dateRule),
  name: v.pipe(v.string(), v.minLength(1, 'must not be empty')),
  kind: v.picklist(SPECIAL_DAY_KINDS),
  hours: v.exactOptional(readBy<string>(specialHours)),
});

const holidays = v.picklist(['brazil', 'none']);

/** The language of alerts, numbers and dates. */
const locale = v.picklist(LOCALES);

/** A voice of Amazon Polly, by the names that its API has. */
const briefing = v.strictObject({
  /** VoiceId, such as Camila (pt-BR) or Joanna (en-US). */
  voice: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]+$/, 'is no VoiceId of Amazon Polly such as Camila')),
  ),
  engine: v.exactOptional(v.picklist(['neural', 'standard', 'long-form', 'generative'])),
});

/** What may differ from checkout to checkout. */
const perCheckout = v.strictObject({
  timeZone: v.optional(timeZone),
  businessHours: v.optional(businessHours),
  openingHours: v.optional(openingHoursSetting),
  /** Besides the deployment's. */
  specialDays: v.optional(v.array(specialDay)),
  holidays: v.optional(holidays),
  locale: v.exactOptional(locale),
  severity: v.optional(ownSeverityRules),
  /** Local time by which the first file of a business date is here, such as `00:45 +1`; else it is learned. */
  expectedBy: v.exactOptional(readBy<string>(timeOnOrAfterDate)),
  /** No file is awaited any more. */
  retired: v.exactOptional(v.boolean()),
});

/** How SNS sends text messages (https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html); docs/channels.md tells more. */
const smsSettings = v.strictObject({
  /** Shown as the sender where the country allows it, Brazil not among them. */
  senderId: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'is no sender id: 1 to 11 letters and digits, a letter among them'),
    ),
  ),
  /** One of the account's own numbers or short codes to send from. */
  originationNumber: v.exactOptional(
    v.pipe(v.string(), v.regex(/^\+?\d{5,14}$/, 'is no number or short code of the account, such as +5511987654321')),
  ),
  /** A message that would cost more, in USD, is not sent. */
  maxPriceUsd: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
});

/** The page of an incident behind a signed link; see docs/view.md. */
const viewSettings = v.strictObject({
  enabled: v.optional(v.boolean(), false),
  /** Days from its alert for which a link is good. */
  linkDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(35)), 7),
  /** An address of your own in front of the function, as links have it. */
  url: v.exactOptional(
    v.pipe(v.string(), v.regex(/^https:\/\/[^\s/?#]+$/, 'is no address such as https://till.example.com')),
  ),
});

/**
 * SNS delivers at most 10 e-mails a second to one subscription, and 20 SMS a second for an account
 * (https://docs.aws.amazon.com/general/latest/gr/sns.html, "Amazon SNS endpoints and quotas"): not even all alerts of ten
 * minutes in one second pass that.
 */
const MOST_ALERTS_ONE_BY_ONE = 10;

/** For those who run tillwatch itself, not for those who sell. */
const operations = v.strictObject({
  /** Hears the alarms about the machinery: dead letters, errors, a watch that stopped. */
  email: v.exactOptional(v.pipe(v.string(), v.email('is no e-mail address'))),
  /** Traces of the functions in X-Ray, which are charged for. */
  tracing: v.optional(v.boolean(), false),
});

const plainObject = v.pipe(
  v.unknown(),
  v.check((value) => typeof value === 'object' && !Array.isArray(value), 'must be a JSON object such as {}'),
);

/** Days that are over as tables that Athena queries, and files of the past that become such days; see docs/history.md. */
const lake = v.strictObject({
  enabled: v.optional(v.boolean(), false),
  /** Objects below it wait for `tillwatch backfill`: they are no news, and nobody is alerted about them. */
  backfillPrefix: v.optional(
    v.pipe(v.string(), v.regex(/^[^/].*\/$/, 'must be a folder such as history/')),
    'history/',
  ),
  /** A query of Athena that would read more is ended; 10 MB is the least that Athena allows. */
  scanLimitMegabytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10)), 10_000),
});

const settings = v.strictObject({
  /** The checkouts' clock: business dates and hour labels are of this zone. */
  timeZone: v.optional(timeZone, DEFAULT_TIME_ZONE),
  /** The language of alerts and notices. */
  locale: v.optional(locale, 'en'),
  /** Hour labels that count as business hours, both inclusive. */
  businessHours: v.optional(businessHours, {}),
  /** When sales are possible at all: a closed hour expects nothing, so nothing can be missing in it. */
  openingHours: v.optional(openingHoursSetting, 'always'),
  /** Promotions, own holidays, maintenance: less is made of what differs from an ordinary day. */
  specialDays: v.optional(v.array(specialDay), []),
  /** The national holidays that are special days without being listed. */
  holidays: v.optional(holidays, 'brazil'),
  /** An hour is final this many minutes after it ends. */
  settleMinutes: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(180)), 15),
  /** An incident that ended longer ago than this when its file lands is announced on P4: history must not page. */
  lateAfterHours: v.optional(v.pipe(v.number(), v.minValue(1)), 24),
  /** `scan`, or the original study's rules. */
  detector: v.optional(v.picklist(['scan', 'classic']), 'scan'),
  /** The promise: at most this many false alarms per 100 clean checkout-days. */
  falseAlarmsPer100Days: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100)), 1),
  severity: v.optional(severityRules, {}),
  /** Local times at which the shift that comes is told how things stand. */
  handoffAt: v.optional(v.array(readBy<string>(timeOfDay)), ['08:00']),
  /** Local time of the daily word that all is well, or that it isn't; null for none. */
  allClearAt: v.optional(v.nullable(readBy<string>(timeOfDay)), '09:00'),
  /** Where the runbooks are, `{kind}` standing for outage, drop, spike, level or data; linked from every alert. */
  runbookUrl: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^https?:\/\/\S+$/, 'is no URL'),
      v.includes('{kind}', 'needs {kind} where the kind of incident goes, such as https://wiki.example.com/{kind}'),
    ),
  ),
  /** The voice of `tillwatch briefing`; what isn't set is chosen by language. */
  briefing: v.optional(briefing, {}),
  /** Alerts in ten minutes that go out one by one; more become one alert with a list. See storm-gate.ts for the limit. */
  stormAlerts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ALERTS_ONE_BY_ONE)), 10),
  checkouts: v.optional(v.record(v.string(), perCheckout), {}),
  /** Who hears what; see subscriptions.ts for what an entry can be. */
  subscriptions: v.optional(subscriptionList, []),
  sms: v.optional(smsSettings, {}),
  view: v.optional(viewSettings, {}),
  operations: v.optional(operations, {}),
  lake: v.optional(lake, {}),
});

const schema = v.pipe(plainObject, settings);

export type Config = v.InferOutput<typeof schema>;
export type ConfigInput = v.InferInput<typeof settings>;
/** What may differ from checkout to checkout. */
export type OwnSettings = v.InferOutput<typeof perCheckout>;
export type SeverityRules = v.InferOutput<typeof severityRules>;
export type OperationsSettings = v.InferOutput<typeof operations>;
export type SmsSettings = v.InferOutput<typeof smsSettings>;
export type BusinessHours = v.InferOutput<typeof businessHours>;

/** One checkout's settings: the deployment's, with what was set for this checkout on top. */
export type CheckoutSettings = Pick<
  Config,
  | 'timeZone'
  | 'businessHours'
  | 'holidays'
  | 'locale'
  | 'settleMinutes'
  | 'lateAfterHours'
  | 'detector'
  | 'falseAlarmsPer100Days'
  | 'severity'
> & {
  readonly openingHours: OpeningHours;
  /** The checkout's own before the deployment's: of two on one date the first counts. */
  readonly specialDays: readonly SpecialDayRule[];
  /** Minutes from a business date's local midnight to when its first file is expected; null where that is learned. */
  readonly expectedBy: number | null;
  readonly retired: boolean;
};

/**
 * The configuration in `json`, defaults filled in; `{}` and an empty text are valid.
 *
 * @param file how the source is called in error messages
 * @throws TillwatchError `config-invalid` that names each wrong key and, for an unknown one, the nearest known
 */
export function parseConfig(json: string, file = 'tillwatch.config.json'): Config {
  let input: unknown;
  try {
    input = json.trim() === '' ? {} : JSON.parse(json);
  } catch (cause) {
    throw new TillwatchError('config-invalid', `${file} is not JSON: ${(cause as Error).message}`, { file }, cause);
  }
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const complaints = result.issues.map(describe).join('; ');
  throw new TillwatchError('config-invalid', `${file}: ${complaints}`, { file });
}

/** The settings that the configuration has for one checkout. */
export function settingsFor(config: Config, checkout: string): CheckoutSettings {
  const own = Object.hasOwn(config.checkouts, checkout) ? config.checkouts[checkout] : undefined;
  const deployed = deployedSettings(config);
  return own ? withOwnSettings(deployed, own) : deployed;
}

const settingsOf = new WeakMap<Config, CheckoutSettings>();

/** Those of every checkout without its own, worked out once. */
function deployedSettings(config: Config): CheckoutSettings {
  let settings = settingsOf.get(config);
  if (!settings) {
    settings = {
      ...config,
      openingHours: openingHours(config.openingHours),
      specialDays: config.specialDays.map(specialDayRule),
      expectedBy: null,
      retired: false,
    };
    settingsOf.set(config, settings);
  }
  return settings;
}

/** `settings` with a checkout's own on top; own special days come first, of severity's rules each stands for itself. */
export function withOwnSettings(settings: CheckoutSettings, own: OwnSettings): CheckoutSettings {
  return {
    ...settings,
    ...(own.timeZone && { timeZone: own.timeZone }),
    ...(own.businessHours && { businessHours: own.businessHours }),
    ...(own.holidays && { holidays: own.holidays }),
    ...(own.locale && { locale: own.locale }),
    ...(own.openingHours && { openingHours: openingHours(own.openingHours) }),
    specialDays: [...(own.specialDays ?? []).map(specialDayRule), ...settings.specialDays],
    severity: { ...settings.severity, ...own.severity },
    ...(own.expectedBy !== undefined && { expectedBy: timeOnOrAfterDate(own.expectedBy) }),
    ...(own.retired !== undefined && { retired: own.retired }),
  };
}

/**
 * One checkout's own settings, as `tillwatch set` keeps them in its record.
 *
 * @throws TillwatchError `config-invalid` as `parseConfig` does
 */
export function parseOwnSettings(input: unknown, checkout: string): OwnSettings {
  const result = v.safeParse(perCheckout, input);
  if (result.success) return result.output;
  throw new TillwatchError('config-invalid', `settings of ${checkout}: ${result.issues.map(describe).join('; ')}`);
}

/** Is `hour` a business hour label? */
export function isBusinessHour(hour: number, { from, to }: BusinessHours): boolean {
  return hour >= from && hour <= to;
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'the configuration';
  const isUnknownKey = issue.type === 'strict_object' && issue.expected === 'never';
  if (!isUnknownKey) return `${path} ${issue.message}`;
  const key = path.split('.').at(-1) ?? path;
  return `${path} is not a known key; did you mean ${nearestName(key, KNOWN_KEYS)}?`;
}

const KNOWN_KEYS = [
  ...Object.keys(settings.entries),
  ...Object.keys(severityRules.entries),
  ...Object.keys(perCheckout.entries),
  ...Object.keys(specialDay.entries),
  ...Object.keys(briefing.entries),
  ...Object.keys(smsSettings.entries),
  ...Object.keys(viewSettings.entries),
  ...Object.keys(operations.entries),
  ...Object.keys(lake.entries),
  ...SUBSCRIPTION_KEYS,
  'from',
  'to',
];

/** A value that `read` accepts, kept as it was written: what it means is read where it is needed. */
function readBy<T>(read: (setting: T) => unknown) {
  return v.custom<T>(
    (value) => complaintOf(() => read(value as T)) === null,
    ({ input }) => complaintOf(() => read(input as T)) ?? 'is invalid',
  );
}

function complaintOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof TillwatchError) return error.message;
    throw error;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
