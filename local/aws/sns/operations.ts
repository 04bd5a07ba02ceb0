// SNS's operations: query parameters to the elements of the result.
// https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
import { ACCOUNT_ID } from '../account.ts';
import { notImplemented } from '../service-error.ts';
import type { XmlElements } from '../xml.ts';
import type { EmulatedSns } from './emulated-sns.ts';
import { publicationIn } from './publication-parameters.ts';
import { publishBatch } from './publish-batch.ts';
import { listParameters, type Parameters } from './query-parameters.ts';
import { invalidParameter } from './sns-error.ts';
import { SUBSCRIPTION_PROTOCOLS } from './subscription.ts';

interface Operation {
  /** Names of parameters that are honoured (of lists: up to the first dot); any other is refused. */
  readonly parameters: readonly string[];
  perform(sns: EmulatedSns, parameters: Parameters): XmlElements;
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  Publish: {
    parameters: ['TopicArn', 'Subject', 'Message', 'MessageStructure', 'MessageAttributes'],
    perform(sns, parameters) {
      const { arn } = sns.topic(parameters.get('TopicArn') ?? '');
      return { MessageId: sns.publish(arn, publicationIn(parameters)) };
    },
  },
  PublishBatch: {
    parameters: ['TopicArn', 'PublishBatchRequestEntries'],
    perform: (sns, parameters) => publishBatch(sns, parameters),
  },
  Subscribe: {
    parameters: ['TopicArn', 'Protocol', 'Endpoint', 'Attributes', 'ReturnSubscriptionArn'],
    perform: subscribe,
  },
  Unsubscribe: {
    parameters: ['SubscriptionArn'],
    perform(sns, parameters) {
      sns.unsubscribe(parameters.get('SubscriptionArn') ?? '');
      return {};
    },
  },
  ListSubscriptionsByTopic: {
    parameters: ['TopicArn', 'NextToken'],
    perform: listSubscriptions,
  },
  GetTopicAttributes: {
    parameters: ['TopicArn'],
    perform(sns, parameters) {
      const topic = sns.topic(parameters.get('TopicArn') ?? '');
      const attributes = {
        TopicArn: topic.arn,
        DisplayName: topic.displayName,
        Owner: ACCOUNT_ID,
        SubscriptionsConfirmed: String(sns.subscriptions(topic.arn).filter(({ isPending }) => !isPending).length),
        SubscriptionsPending: String(sns.subscriptions(topic.arn).filter(({ isPending }) => isPending).length),
        SubscriptionsDeleted: '0',
      };
      return { Attributes: { entry: Object.entries(attributes).map(([key, value]) => ({ key, value })) } };
    },
  },
  GetSMSSandboxAccountStatus: {
    parameters: [],
    perform: ({ textMessages }) => ({ IsInSandbox: textMessages.isInSandbox }),
  },
  GetSMSAttributes: {
    parameters: ['attributes'],
    perform: textMessageAttributes,
  },
};

/** All that are set, or those that are asked for. */
function textMessageAttributes({ textMessages }: EmulatedSns, parameters: Parameters): XmlElements {
  const asked = listParameters(parameters, 'attributes.member').map((one) => one.get('') ?? '');
  const set = Object.entries(textMessages.attributes).filter(([key]) => asked.length === 0 || asked.includes(key));
  return { attributes: { entry: set.map(([key, value]) => ({ key, value })) } };
}

function subscribe(sns: EmulatedSns, parameters: Parameters): XmlElements {
  const { arn: topic } = sns.topic(parameters.get('TopicArn') ?? '');
  const name = parameters.get('Protocol');
  const protocol = SUBSCRIPTION_PROTOCOLS.find((known) => known === name);
  if (protocol === undefined) throw notImplemented(`Subscribe with protocol ${name}`);
  const endpoint = parameters.get('Endpoint') ?? '';
  const { filterPolicy, rawMessageDelivery } = subscriptionAttributes(parameters);
  const existing = sns.subscriptionOf(topic, protocol, endpoint);
  const isSame =
    existing?.filterPolicy === (filterPolicy ?? null) && existing?.rawMessageDelivery === rawMessageDelivery;
  if (existing && !isSame) {
    throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
  }
  const options = { protocol, endpoint, rawMessageDelivery, ...(filterPolicy !== undefined && { filterPolicy }) };
  return { SubscriptionArn: sns.subscribe(topic, options) };
}

function subscriptionAttributes(parameters: Parameters) {
  const entries = listParameters(parameters, 'Attributes.entry');
  const attributes = new Map(entries.map((entry) => [entry.get('key') ?? '', entry.get('value') ?? '']));
  const unknown = [...attributes.keys()].find((name) => name !== 'FilterPolicy' && name !== 'RawMessageDelivery');
  if (unknown !== undefined) throw notImplemented(`Subscribe with attribute ${unknown}`);
  return {
    filterPolicy: attributes.get('FilterPolicy'),
    rawMessageDelivery: attributes.get('RawMessageDelivery') === 'true',
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
const SUBSCRIPTIONS_A_PAGE = 100;

function listSubscriptions(sns: EmulatedSns, parameters: Parameters): XmlElements {
  const { arn: topic } = sns.topic(parameters.get('TopicArn') ?? '');
  const from = Number(parameters.get('NextToken') ?? 0);
  if (!Number.isInteger(from)) throw invalidParameter('NextToken');
  const all = sns.subscriptions(topic);
  const next = from + SUBSCRIPTIONS_A_PAGE;
  const members = all.slice(from, next).map(({ arn, topicArn, protocol, endpoint, isPending }) => ({
    TopicArn: topicArn,
    Protocol: protocol,
    SubscriptionArn: isPending ? 'PendingConfirmation' : arn,
    Owner: ACCOUNT_ID,
    Endpoint: endpoint,
  }));
  return { Subscriptions: { member: members }, NextToken: next < all.length ? next : undefined };
}
