// The alert topics: one per severity, with the subscriptions that the configuration names.
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Subscription } from '../lambda/config/config.ts';
import { SEVERITIES, type Severity } from '../lambda/config/severity.ts';
import { TOPIC_DISPLAY_NAMES } from '../lambda/config/topic-names.ts';

/** The first alert and its first reminder; whoever wants every reminder subscribes without this filter. */
const LOUDEST_ESCALATION = 1;

export interface AlertTopicsProps {
  /**
   * Who hears what. Somebody who is named twice for one severity is subscribed once.
   *
   * @default nobody: subscribe by hand to the topics in the stack's outputs
   */
  readonly subscriptions?: readonly Subscription[];
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
      for (const subscription of heardOn(severity, props.subscriptions ?? [])) {
        this.bySeverity[severity].addSubscription(subscription);
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

function heardOn(severity: Severity, subscriptions: readonly Subscription[]) {
  const heard = subscriptions.filter(({ severities }) => severities.includes(severity));
  const onePerEndpoint = new Map(heard.map((subscription) => [subscription.endpoint, subscription]));
  return [...onePerEndpoint.values()].map(({ protocol, endpoint }) => {
    const filterPolicy = {
      escalation: SubscriptionFilter.numericFilter({ lessThanOrEqualTo: LOUDEST_ESCALATION }),
    };
    return protocol === 'email'
      ? new EmailSubscription(endpoint, { filterPolicy })
      : new SmsSubscription(endpoint, { filterPolicy });
  });
}
