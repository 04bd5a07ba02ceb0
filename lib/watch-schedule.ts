// The schedule: one tick of the watch every minute, with the minute that it is for.
import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';

/** The scheduler's finest. */
const TICK = 'rate(1 minute)';

/** The nominal time of the tick: a delayed one must not judge by the clock what was due a minute ago. */
const TICK_EVENT = '{"scheduledTime":"<aws.scheduler.scheduled-time>"}';

/** The scheduler's default is 185 tries in a day. The next tick does all that a lost one would have done. */
const MAX_RETRIES = 1;
const MAX_TICK_AGE = Duration.minutes(2);

export interface WatchScheduleProps {
  /** Gets `{"scheduledTime": "<ISO 8601>"}`. */
  readonly target: IFunction;
}

export class WatchSchedule extends Construct {
  constructor(scope: Construct, id: string, props: WatchScheduleProps) {
    super(scope, id);

    const group = new CfnScheduleGroup(this, 'Group');
    const role = tickRole(this, group, props.target);
    new CfnSchedule(this, 'Tick', {
      description: 'A tick of the tillwatch watch',
      groupName: group.ref,
      scheduleExpression: TICK,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.target.functionArn,
        roleArn: role.roleArn,
        input: TICK_EVENT,
        retryPolicy: { maximumRetryAttempts: MAX_RETRIES, maximumEventAgeInSeconds: MAX_TICK_AGE.toSeconds() },
      },
    });
  }
}

/**
 * May invoke `target`, on behalf of schedules in `group` only. The condition has to name a group, never a schedule
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html), hence the
 * group of its own: the default group holds everybody's schedules.
 */
function tickRole(scope: Construct, group: CfnScheduleGroup, target: IFunction): Role {
  const invokeTarget = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] });
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        ArnEquals: { 'aws:SourceArn': group.attrArn },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
    // Inline, so that the role can do its work as soon as it exists.
    inlinePolicies: { InvokeTarget: new PolicyDocument({ statements: [invokeTarget] }) },
  });
}
