// Topics, subscriptions and what is delivered to them; every change is journalled before it is seen.
import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';
import { nameInArn, topicArn } from '../account.ts';
import { functionEvent, type Notification, queueAttributes, queueEnvelope } from './envelope.ts';
import { filterPolicy, passes } from './filter-policy.ts';
import { FunctionDeliveries } from './function-deliveries.ts';
import { isReserved } from './message-attributes.ts';
import { type Delivery, emailDelivery, smsDelivery } from './outbox.ts';
import type { Publication } from './publish-validation.ts';
import { LONGEST_SMS_CHARACTERS } from './sms.ts';
import type { SnsChange, Topic } from './sns-change.ts';
import { invalidParameter, snsError } from './sns-error.ts';
import {
  checkSubscription,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionProtocol,
} from './subscription.ts';

export interface SnsSurroundings {
  readonly region: string;
  readonly now: () => Date;
  readonly record: (change: SnsChange) => void;
  /** Puts a message into a queue by name. */
  readonly tellQueue: (queue: string, body: string, attributes?: ReturnType<typeof queueAttributes>) => void;
  /** @throws ServiceError where there is no such queue */
  readonly checkQueue: (queue: string) => void;
}

/**
 * With raw delivery a message with more attributes is given up
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html). What becomes of SNS's own
 * attributes, whose names SQS refuses, is documented nowhere: here the worst is assumed.
 */
const MOST_RAW_ATTRIBUTES = 10;

export interface TextMessageAccount {
  readonly isInSandbox: boolean;
  /** Such as `MonthlySpendLimit`; what isn't set isn't told. */
  readonly attributes: Readonly<Record<string, string>>;
}

export class EmulatedSns {
  readonly functions = new FunctionDeliveries();
  /** What the account may send to phones; kept in memory only, and set at any time. */
  textMessages: TextMessageAccount = { isInSandbox: false, attributes: {} };
  readonly #topics = new Map<string, Topic>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #deliveries: Delivery[] = [];
  readonly #listeners = new Set<(delivery: Delivery) => void>();
  readonly #around: SnsSurroundings;

  constructor(surroundings: SnsSurroundings) {
    this.#around = surroundings;
  }

  /** Makes a topic, or gives the one that is there this display name. Returns its ARN. */
  createTopic(name: string, { displayName = '' }: { readonly displayName?: string } = {}): string {
    if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
    if (displayName.length > 100) throw invalidParameter('DisplayName');
    const arn = topicArn(this.#around.region, name);
    if (this.#topics.get(arn)?.displayName !== displayName)
      this.#commit({ type: 'topic', topic: { arn, displayName } });
    return arn;
  }

  /**
   * Subscribes, or gives the subscription of that endpoint these attributes. Confirmed at once unless told
   * otherwise. Returns its ARN.
   *
   * @throws ServiceError NotFound, InvalidParameter (endpoint, filter policy), FilterPolicyLimitExceeded
   */
  subscribe(topic: string, options: SubscribeOptions): string {
    const { protocol, endpoint, rawMessageDelivery = false } = options;
    const policy = options.filterPolicy ?? null;
    const subscription = {
      topicArn: this.topic(topic).arn,
      protocol,
      endpoint,
      filterPolicy: typeof policy === 'object' && policy !== null ? JSON.stringify(policy) : policy,
      rawMessageDelivery,
      ...(options.isPending && { isPending: true as const }),
    };
    checkSubscription(subscription);
    if (subscription.filterPolicy !== null) filterPolicy(subscription.filterPolicy);
    if (protocol === 'sqs') this.#around.checkQueue(nameInArn(endpoint));
    const existing = this.subscriptionOf(topic, protocol, endpoint);
    const arn = existing?.arn ?? `${topic}:${randomUUID()}`;
    if (JSON.stringify(existing) !== JSON.stringify({ arn, ...subscription })) {
      this.#commit({ type: 'subscribed', subscription: { arn, ...subscription } });
    }
    return arn;
  }

  unsubscribe(arn: string): void {
    if (this.#subscriptions.has(arn)) this.#commit({ type: 'unsubscribed', arn });
  }

  /** @throws ServiceError NotFound; InvalidParameter where it's no topic's ARN */
  topic(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic) return topic;
    if (!/^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]+$/.test(arn)) throw invalidParameter('TopicArn');
    throw snsError('NotFound', 'Topic does not exist');
  }

  get topicArns(): readonly string[] {
    return [...this.#topics.keys()];
  }

  subscriptions(topic: string): readonly Subscription[] {
    return [...this.#subscriptions.values()].filter(({ topicArn: arn }) => arn === topic);
  }

  subscriptionOf(topic: string, protocol: SubscriptionProtocol, endpoint: string): Subscription | undefined {
    return this.subscriptions(topic).find((one) => one.protocol === protocol && one.endpoint === endpoint);
  }

  /** Everything that e-mail and SMS subscribers got, oldest first. */
  deliveries(): readonly Delivery[] {
    return [...this.#deliveries];
  }

  /** Calls `listener` with every e-mail and SMS from now on; the result ends it. */
  onDelivery(listener: (delivery: Delivery) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends notifications for the function with this ARN (subscribed with protocol `lambda`) to `handler`. */
  registerFunction(arn: string, handler: (event: SNSEvent) => unknown): void {
    this.functions.register(arn, handler);
  }

  /**
   * Delivers to every subscription whose policy lets the message pass. Returns the message's id.
   *
   * @throws ServiceError NotFound; InvalidParameter where an SMS would be longer than 1,600 characters
   */
  publish(arn: string, publication: Publication): string {
    const topic = this.topic(arn);
    const messageId = randomUUID();
    const notifications = this.#notifications(topic, messageId, publication);
    const tooLong = notifications.find(
      ({ subscription, text }) => subscription.protocol === 'sms' && text.length > LONGEST_SMS_CHARACTERS,
    );
    if (tooLong) throw invalidParameter(`Message too long for SMS: more than ${LONGEST_SMS_CHARACTERS} characters`);
    for (const notification of notifications) this.#deliver(topic, notification);
    return messageId;
  }

  /** Brings the state forward by one change; also how a restart reads the journal. */
  apply(change: SnsChange): void {
    if (change.type === 'topic') this.#topics.set(change.topic.arn, change.topic);
    if (change.type === 'subscribed') this.#subscriptions.set(change.subscription.arn, change.subscription);
    if (change.type === 'unsubscribed') this.#subscriptions.delete(change.arn);
    if (change.type === 'delivered') this.#deliveries.push(change.delivery);
  }

  /** The shortest list of changes that leads to the present state. */
  essence(): readonly SnsChange[] {
    return [
      ...[...this.#topics.values()].map((topic): SnsChange => ({ type: 'topic', topic })),
      ...[...this.#subscriptions.values()].map((subscription): SnsChange => ({ type: 'subscribed', subscription })),
      ...this.#deliveries.map((delivery): SnsChange => ({ type: 'delivered', delivery })),
    ];
  }

  #notifications(
    topic: Topic,
    messageId: string,
    { subject, texts, attributes }: Publication,
  ): readonly Notification[] {
    const at = this.#around.now().toISOString();
    return this.subscriptions(topic.arn)
      .filter(({ isPending }) => !isPending)
      .filter(({ filterPolicy: json }) => json === null || passes(filterPolicy(json), attributes))
      .map((subscription) => {
        const text = texts[subscription.protocol] ?? texts.default;
        return { messageId, subscription, subject, text, attributes, at };
      });
  }

  #deliver(topic: Topic, notification: Notification): void {
    const { protocol, endpoint } = notification.subscription;
    if (protocol === 'email') this.#keep(emailDelivery(notification));
    if (protocol === 'sms') this.#keep(smsDelivery(notification, topic.displayName));
    if (protocol === 'sqs') this.#deliverToQueue(notification);
    if (protocol === 'lambda') this.functions.deliver(endpoint, functionEvent(notification));
  }

  #keep(delivery: Delivery): void {
    this.#commit({ type: 'delivered', delivery });
    for (const listener of [...this.#listeners]) listener(delivery);
  }

  #deliverToQueue(notification: Notification): void {
    const { subscription, text, attributes } = notification;
    const queue = nameInArn(subscription.endpoint);
    const names = Object.keys(attributes);
    if (!subscription.rawMessageDelivery) this.#around.tellQueue(queue, queueEnvelope(notification));
    else if (names.length <= MOST_RAW_ATTRIBUTES && !names.some(isReserved)) {
      this.#around.tellQueue(queue, text, queueAttributes(attributes));
    }
  }

  #commit(change: SnsChange): void {
    this.#around.record(change);
    this.apply(change);
  }
}
