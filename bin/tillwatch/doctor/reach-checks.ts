// Does an alert reach anybody: are subscriptions confirmed, and may text messages be sent?
import { SEVERITIES, type Severity } from '../../../lambda/config/severity.ts';
import { heardDirectlyOn, type Subscription } from '../../../lambda/config/subscriptions.ts';
import type { Account, DeployedStack, TopicSubscription } from './account.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Pages: somebody must hear of them. Of the others it is worth a word. */
const PAGES: readonly Severity[] = ['P1', 'P2'];

/** Below this share of the month's limit nothing is said. */
const SPENDING_TO_MENTION = 0.8;

/** SNS's own limit where none is set (https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html). */
const DEFAULT_LIMIT_USD = 1;

export type ByTopic = Readonly<Record<Severity | 'operations', readonly TopicSubscription[]>>;

export async function subscriptionsByTopic(stack: DeployedStack, account: Account): Promise<ByTopic> {
  const of = (output: string) => account.subscriptions(stack.outputs.get(output) ?? '');
  const topics = SEVERITIES.map(async (severity) => [severity, await of(`Topic${severity}Arn`)] as const);
  const operations = await of('OperationsTopicArn');
  return { ...(Object.fromEntries(await Promise.all(topics)) as Record<Severity, TopicSubscription[]>), operations };
}

/** One finding for each topic, and one for each address that the configuration names and the topic doesn't know. */
export function subscriptions(byTopic: ByTopic, configured: readonly Subscription[]): readonly Finding[] {
  return [
    ...SEVERITIES.map((severity) => ofTopic(severity, byTopic[severity])),
    ...SEVERITIES.flatMap((severity) => missing(severity, byTopic[severity], configured)),
    ofOperations(byTopic.operations),
  ];
}

function ofTopic(severity: Severity, all: readonly TopicSubscription[]): Finding {
  const check = `topic ${severity}`;
  const pending = all.filter(({ isConfirmed }) => !isConfirmed);
  const confirmed = all.length - pending.length;
  if (confirmed === 0) {
    const says = pending.length > 0 ? `nobody has confirmed yet: ${listed(pending)}` : 'nobody is subscribed';
    const next = pending.length > 0 ? CONFIRM : `name somebody in "subscriptions", and deploy`;
    if (PAGES.includes(severity)) return fail(check, says, next);
    return severity === 'P5' && pending.length === 0 ? ok(check, says) : warn(check, says, next);
  }
  const says = `${confirmed} confirmed`;
  return pending.length === 0 ? ok(check, says) : warn(check, `${says}, not yet: ${listed(pending)}`, CONFIRM);
}

const CONFIRM =
  'follow the link in the e-mail "AWS Notification - Subscription Confirmation"; after 48 hours take the entry out, deploy, put it back, deploy';

function missing(
  severity: Severity,
  all: readonly TopicSubscription[],
  configured: readonly Subscription[],
): Finding[] {
  const known = new Set(all.map(({ endpoint }) => endpoint));
  return heardDirectlyOn(severity, configured)
    .filter(({ endpoint }) => !known.has(endpoint))
    .map(({ endpoint }) =>
      warn(
        `topic ${severity}`,
        `${endpoint} is in the configuration, and not subscribed`,
        'deploy; if that is done: it unsubscribed, or never confirmed. Take the entry out, deploy, put it back, deploy',
      ),
    );
}

function ofOperations(all: readonly TopicSubscription[]): Finding {
  const pending = all.filter(({ isConfirmed }) => !isConfirmed);
  if (all.length > pending.length) return ok('operations', `${all.length - pending.length} hear the alarms`);
  if (pending.length > 0) return warn('operations', `nobody has confirmed yet: ${listed(pending)}`, CONFIRM);
  return warn(
    'operations',
    'nobody hears the alarms about the machinery',
    'set "operations": {"email": …}, and deploy',
  );
}

/** Only where somebody is to get text messages. */
export async function textMessages(byTopic: ByTopic, account: Account): Promise<readonly Finding[]> {
  const phones = SEVERITIES.flatMap((severity) => byTopic[severity]).filter(({ protocol }) => protocol === 'sms');
  if (phones.length === 0) return [ok('text messages', 'nobody gets any')];
  const { isInSandbox, limitUsd, spentUsd } = await account.textMessages();
  const sandbox = isInSandbox
    ? warn(
        'text messages',
        'the account is in the SMS sandbox: only verified numbers are reached',
        'verify each number, or leave the sandbox (docs/deploy.md, "Make SMS arrive")',
      )
    : ok('text messages', 'the account is out of the SMS sandbox');
  return [sandbox, spending(limitUsd ?? DEFAULT_LIMIT_USD, spentUsd ?? 0)];
}

function spending(limitUsd: number, spentUsd: number): Finding {
  const check = 'text messages';
  const says = `${spentUsd.toFixed(2)} of ${limitUsd.toFixed(2)} USD are spent this month`;
  const next = 'ask for a higher limit, then: aws sns set-sms-attributes --attributes MonthlySpendLimit=USD';
  if (spentUsd >= limitUsd) return fail(check, `${says}: SNS sends no more`, next);
  return spentUsd >= limitUsd * SPENDING_TO_MENTION ? warn(check, says, next) : ok(check, says);
}

function listed(all: readonly TopicSubscription[]): string {
  return all.map(({ protocol, endpoint }) => `${endpoint} (${protocol})`).join(', ');
}
