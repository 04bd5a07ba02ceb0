// Who hears what, and how: one entry of `subscriptions` is one address, channel or queue. docs/channels.md explains each.
import * as v from 'valibot';
import { SEVERITIES, type Severity } from './severity.ts';

const severity = v.picklist(SEVERITIES);

/** The first alert and its first reminder. */
const LOUDEST_BY_DEFAULT = 1;

const step = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number is the loudest reminder that is heard; `{"from": 2}` is heard from the second reminder on. */
const escalation = v.union([
  step,
  v.pipe(
    v.strictObject({ from: step, to: v.exactOptional(step) }),
    v.check(({ from, to = from }) => from <= to, 'from must not be later than to'),
  ),
]);

const checkoutPattern = v.pipe(
  v.string(),
  v.regex(/^[^*]+\*?$|^[^*]*[^*]$/, 'is no checkout such as shop-7, and no beginning of names such as shop-*'),
);

const heard = (severities: readonly Severity[]) => ({
  severities: v.optional(v.pipe(v.array(severity), v.minLength(1)), [...severities]),
  /** Only these checkouts, and what belongs to no single one, such as storms; `shop-*` is every name that begins so. */
  checkouts: v.exactOptional(v.pipe(v.array(checkoutPattern), v.minLength(1))),
  escalation: v.optional(escalation, LOUDEST_BY_DEFAULT),
});

/** Secrets Manager API reference, CreateSecret, `Name`. */
const secretName = v.pipe(
  v.string(),
  v.regex(/^[\w/+=.@-]{1,512}$/, 'is no name of a secret in Secrets Manager, such as tillwatch/slack'),
);

/** Becomes part of logical ids and of places in the records bucket: a changed name is a new channel. */
const channelName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,31}$/, 'is no name such as night-shift: lower-case letters, digits and hyphens'),
);

const email = v.strictObject({
  protocol: v.literal('email'),
  endpoint: v.pipe(v.string(), v.email('is no e-mail address')),
  ...heard(['P1', 'P2', 'P3']),
});

const sms = v.strictObject({
  protocol: v.literal('sms'),
  endpoint: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/, 'is no phone number in E.164 form such as +5511987654321')),
  ...heard(['P1', 'P2']),
});

const https = v.strictObject({
  protocol: v.literal('https'),
  endpoint: v.pipe(v.string(), v.regex(/^https:\/\/[^\s/]+(\/\S*)?$/, 'is no address that begins with https://')),
  ...heard(SEVERITIES),
});

const sqs = v.strictObject({
  protocol: v.literal('sqs'),
  endpoint: v.pipe(
    v.string(),
    v.regex(/^arn:aws[\w-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/, "is no standard queue's ARN"),
  ),
  ...heard(SEVERITIES),
});

const slack = v.strictObject({
  protocol: v.literal('slack'),
  name: v.optional(channelName, 'slack'),
  /** Holds a bot token where `channel` is set, else the address of an incoming webhook. */
  secret: secretName,
  /** With it the bot keeps one thread per incident; without it the webhook's own channel gets separate messages. */
  channel: v.exactOptional(v.pipe(v.string(), v.regex(/^[CG][A-Z0-9]{8,}$/, 'is no channel id such as C0123456789'))),
  ...heard(['P1', 'P2', 'P3']),
});

const pagerduty = v.strictObject({
  protocol: v.literal('pagerduty'),
  name: v.optional(channelName, 'pagerduty'),
  /** Holds the integration key of a service's Events API v2 integration. */
  secret: secretName,
  /** Where the account's data lives. */
  region: v.optional(v.picklist(['us', 'eu']), 'us'),
  ...heard(['P1', 'P2']),
});

const chat = v.strictObject({
  protocol: v.literal('chat'),
  name: v.optional(channelName, 'chat'),
  ...heard(['P1', 'P2', 'P3']),
});

const subscription = v.variant('protocol', [email, sms, https, sqs, slack, pagerduty, chat]);

export const subscriptionList = v.pipe(
  v.array(subscription),
  v.rawCheck(({ dataset, addIssue }) => {
    const complaint = dataset.typed ? complaintAbout(dataset.value) : null;
    if (complaint !== null) addIssue({ message: complaint });
  }),
);

export type Subscription = v.InferOutput<typeof subscription>;
/** What SNS delivers by itself. */
export type DirectSubscription = Extract<Subscription, { readonly endpoint: string }>;
/** What the relay function delivers. */
export type RelayedSubscription = Exclude<Subscription, DirectSubscription>;

/** Keys that a subscription can have, for "did you mean". */
export const SUBSCRIPTION_KEYS = [email, sms, https, sqs, slack, pagerduty, chat].flatMap((each) =>
  Object.keys(each.entries),
);

export function isDirect(subscription: Subscription): subscription is DirectSubscription {
  return 'endpoint' in subscription;
}

export function isRelayed(subscription: Subscription): subscription is RelayedSubscription {
  return !isDirect(subscription);
}

/** The direct subscriptions of one topic, nobody twice. */
export function heardDirectlyOn(topic: Severity, all: readonly Subscription[]): readonly DirectSubscription[] {
  const heard = all.filter(isDirect).filter(({ severities }) => severities.includes(topic));
  return [...new Map(heard.map((one) => [one.endpoint, one])).values()];
}

type Condition = string | { readonly prefix: string } | { readonly exists: false };

/**
 * What the entry lets through, as a filter policy on message attributes
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html). A message without a checkout, such as
 * a storm's, passes every choice of checkouts: it may well be about one of them. Who is called by a later reminder only
 * hears the end as well, whose escalation is 0.
 */
export function filterPolicy({ checkouts, escalation }: Pick<Subscription, 'checkouts' | 'escalation'>): object {
  const concerned: readonly Condition[] = (checkouts ?? []).map((name) =>
    name.endsWith('*') ? { prefix: name.slice(0, -1) } : name,
  );
  const who = concerned.length > 0 ? { checkout: [...concerned, { exists: false }] } : {};
  const { from, to } = typeof escalation === 'number' ? { from: 0, to: escalation } : escalation;
  if (from === 0) return { ...who, escalation: [{ numeric: to === undefined ? ['>=', 0] : ['<=', to] }] };
  const steps = to === undefined || to === from ? [to === undefined ? '>=' : '=', from] : ['>=', from, '<=', to];
  return { ...who, $or: [{ escalation: [{ numeric: steps }] }, { transition: [...ANSWERS_AND_ENDS] }] };
}

const ANSWERS_AND_ENDS = ['acknowledged', 'resolved', 'retracted'] as const;

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_COMBINATIONS = 150;

function combinations({ checkouts = [], escalation }: Subscription): number {
  const who = checkouts.length > 0 ? checkouts.length + 1 : 1;
  return who * (typeof escalation === 'object' && escalation.from > 0 ? 1 + ANSWERS_AND_ENDS.length : 1);
}

function complaintAbout(all: readonly Subscription[]): string | null {
  if (all.some((one) => combinations(one) > MOST_COMBINATIONS)) {
    return `has an entry with more checkouts than a filter policy can hold (${MOST_COMBINATIONS} combinations); name them by their beginning, such as shop-*, or make two entries`;
  }
  const names = all.filter(isRelayed).map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) return `has two channels called ${twice}; give each a name of its own`;
  return conflictAmong(all);
}

/** SNS keeps one subscription per topic and endpoint, so one filter. */
function conflictAmong(all: readonly Subscription[]): string | null {
  for (const topic of SEVERITIES) {
    const known = new Map<string, string>();
    for (const one of all.filter(isDirect).filter(({ severities }) => severities.includes(topic))) {
      const policy = JSON.stringify(filterPolicy(one));
      if ((known.get(one.endpoint) ?? policy) !== policy) {
        return `names ${one.endpoint} twice for ${topic} with different filters; SNS keeps one for each topic, so make one entry of them`;
      }
      known.set(one.endpoint, policy);
    }
  }
  return null;
}
