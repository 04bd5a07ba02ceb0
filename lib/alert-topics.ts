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

export interface AlertTopicsProps {
  /**
   * Who hears what; those that the relay delivers are left out. Who is named twice for one severity is subscribed once.
   *
   * @default nobody: subscribe by hand to the topics in the stack's outputs
   */
  readonly subscriptions?: readonly Subscribed[];
}

/** Five standard topics, as FIFO topics reach neither e-mail nor SMS. */
export class AlertTopics extends Construct {
  readonly bySeverity: Readonly<Record<Severity, Topic>>;

  constructor(scope: Construct, id: string, props: AlertTopicsProps = {}) {
    super(scope, id);

    this.bySeverity = {
      P1: this.topic('P1'),
      P2: this.topic('P2'),
      P3: this.topic('P3'),
      P4: this.topic('P4'),
      P5: this.topic('P5'),
    };
    for (const severity of SEVERITIES) {
      for (const subscribed of heardDirectlyOn(severity, props.subscriptions ?? [])) {
        subscribe(this.bySeverity[severity], subscribed.endpoint, PROTOCOLS[subscribed.protocol], subscribed);
      }
    }
  }

  /** P1 first. */
  get arns(): readonly string[] {
    return SEVERITIES.map((severity) => this.bySeverity[severity].topicArn);
  }

  private topic(severity: Severity): Topic {
    return new Topic(this, severity, { displayName: TOPIC_DISPLAY_NAMES[severity], enforceSSL: true });
  }
}

const PROTOCOLS: Readonly<Record<DirectSubscription['protocol'], SubscriptionProtocol>> = {
  email: SubscriptionProtocol.EMAIL,
  sms: SubscriptionProtocol.SMS,
  https: SubscriptionProtocol.HTTPS,
  sqs: SubscriptionProtocol.SQS,
};

/** Subscribes `endpoint` to `topic`, for what `heard` lets through. */
export function subscribe(
  topic: ITopic,
  endpoint: string,
  protocol: SubscriptionProtocol,
  heard: Pick<Subscribed, 'checkouts' | 'escalation'>,
  id = endpoint.replaceAll('/', '-'),
): void {
  const subscription = new Subscription(topic, id, { topic, endpoint, protocol });
  // The construct's own filters can't say "or".
  (subscription.node.defaultChild as CfnSubscription).filterPolicy = filterPolicy(heard);
}
