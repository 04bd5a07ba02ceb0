// The alert topics: one per severity, with the subscriptions that the configuration names.
import { type CfnSubscription, type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SEVERITIES, type Severity } from '../lambda/config/severity.ts';
import {
  type DirectSubscription,
  filterPolicy,
  heardDirectlyOn,
  type Subscription as Subscribed,
} from '../lambda/config/subscriptions.ts';
import { TOPIC_DISPLAY_NAMES } from '../lambda/config/topic-names.ts';
import { acknowledge } from './acknowledged.ts';
import type { Protection } from './protection.ts';

export type TopicsBySeverity = Readonly<Record<Severity, ITopic>>;

export interface AlertTopicsProps {
  readonly protection?: Protection;

  /**
   * Topics that are there already. They must be standard topics.
   *
   * @default a topic is made for each severity that isn't named
   */
  readonly topics?: Partial<TopicsBySeverity>;

  /**
   * Who hears what; those that the relay delivers are left out. Who is named twice for one severity is subscribed once.
   *
   * @default nobody: subscribe by hand to the topics in the stack's outputs
   */
  readonly subscriptions?: readonly Subscribed[];
}

/** Five standard topics, as FIFO topics reach neither e-mail nor SMS. */
export class AlertTopics extends Construct {
  readonly bySeverity: TopicsBySeverity;

  constructor(scope: Construct, id: string, props: AlertTopicsProps = {}) {
    super(scope, id);
    const { protection = {}, topics = {} } = props;

    this.bySeverity = {
      P1: topics.P1 ?? this.topic('P1', protection),
      P2: topics.P2 ?? this.topic('P2', protection),
      P3: topics.P3 ?? this.topic('P3', protection),
      P4: topics.P4 ?? this.topic('P4', protection),
      P5: topics.P5 ?? this.topic('P5', protection),
    };
    for (const severity of SEVERITIES) {
      for (const subscribed of heardDirectlyOn(severity, props.subscriptions ?? [])) {
        const { protocol, endpoint } = subscribed;
        const id = `${severity} ${endpoint.replaceAll('/', '-')}`;
        subscribe(this, id, this.bySeverity[severity], { ...subscribed, protocol: PROTOCOLS[protocol], endpoint });
      }
    }
  }

  /** P1 first. */
  get arns(): readonly string[] {
    return SEVERITIES.map((severity) => this.bySeverity[severity].topicArn);
  }

  /** Of incidents; P5 is for notices, which only the watch publishes. */
  get ofIncidents(): readonly string[] {
    return SEVERITIES.filter((severity) => severity !== 'P5').map((severity) => this.bySeverity[severity].topicArn);
  }

  private topic(severity: Severity, { encryptionKey }: Protection): Topic {
    return new Topic(this, severity, {
      displayName: TOPIC_DISPLAY_NAMES[severity],
      enforceSSL: true,
      ...(encryptionKey && { masterKey: encryptionKey }),
    });
  }
}

const PROTOCOLS: Readonly<Record<DirectSubscription['protocol'], SubscriptionProtocol>> = {
  email: SubscriptionProtocol.EMAIL,
  sms: SubscriptionProtocol.SMS,
  https: SubscriptionProtocol.HTTPS,
  sqs: SubscriptionProtocol.SQS,
};

interface Heard extends Pick<Subscribed, 'checkouts' | 'escalation'> {
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
}

/** Subscribes to `topic`, for what `heard` lets through. The subscription is `scope`'s: the topic may be of another stack. */
export function subscribe(scope: Construct, id: string, topic: ITopic, heard: Heard): void {
  const { protocol, endpoint } = heard;
  const subscription = new Subscription(scope, id, { topic, endpoint, protocol });
  // The construct's own filters can't say "or".
  (subscription.node.defaultChild as CfnSubscription).filterPolicy = filterPolicy(heard);
  acknowledge(subscription, {
    'Serverless::Serverless-SNSRedrivePolicy':
      'SNS tries again by itself, for weeks where it is a queue; a letter kept for a person who was not reached wakes nobody',
  });
}
