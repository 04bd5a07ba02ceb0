// Who gets a topic's messages, and how.
import { ACCOUNT_ID } from '../account.ts';
import { invalidParameter } from './sns-error.ts';

export const SUBSCRIPTION_PROTOCOLS = ['email', 'sms', 'sqs', 'lambda'] as const;
export type SubscriptionProtocol = (typeof SUBSCRIPTION_PROTOCOLS)[number];

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: SubscriptionProtocol;
  /** Address, phone number in E.164 form, queue ARN or function ARN. */
  readonly endpoint: string;
  /** JSON; null lets everything pass. */
  readonly filterPolicy: string | null;
  /** To queues only: the message as it is, attributes as SQS's, no envelope. */
  readonly rawMessageDelivery: boolean;
  /** Nobody has followed the link yet: it gets nothing. */
  readonly isPending?: true;
}

export interface SubscribeOptions {
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
  /** JSON or the object it stands for. */
  readonly filterPolicy?: string | object;
  readonly rawMessageDelivery?: boolean;
  /** Leaves it unconfirmed; subscribing once more without this confirms it. */
  readonly isPending?: boolean;
}

const ENDPOINTS: Readonly<Record<SubscriptionProtocol, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+$/,
  sms: /^\+[1-9]\d{6,14}$/,
  sqs: new RegExp(`^arn:aws:sqs:[a-z0-9-]+:${ACCOUNT_ID}:[\\w-]+$`),
  lambda: new RegExp(`^arn:aws:lambda:[a-z0-9-]+:${ACCOUNT_ID}:function:[\\w-]+$`),
};

/** @throws ServiceError InvalidParameter where the endpoint doesn't fit the protocol */
export function checkSubscription({ protocol, endpoint, rawMessageDelivery }: Omit<Subscription, 'arn'>): void {
  if (!ENDPOINTS[protocol].test(endpoint))
    throw invalidParameter(`Endpoint Reason: ${endpoint} is no ${protocol} endpoint`);
  if (rawMessageDelivery && protocol !== 'sqs') {
    throw invalidParameter(`Attributes Reason: RawMessageDelivery: not supported for protocol type ${protocol}`);
  }
}
