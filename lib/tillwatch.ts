// All of tillwatch as one construct: from the inbox to the alert topics, as the design's flow goes.
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { parseConfig } from '../lambda/config/config.ts';
import { isRelayed } from '../lambda/config/subscriptions.ts';
import { SCORE_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { Alarms } from './alarms.ts';
import { AlertTopics } from './alert-topics.ts';
import { Backfill } from './backfill.ts';
import type { FunctionSurroundings } from './bundled-function.ts';
import { letLogsUse } from './customer-key.ts';
import { type FunctionEnvironment, functionEnvironment } from './function-environment.ts';
import { Heartbeat } from './heartbeat.ts';
import { Inbox } from './inbox.ts';
import { Lake } from './lake.ts';
import { withSecurityGroups } from './network.ts';
import { OperationsDashboard } from './operations-dashboard.ts';
import { OperationsTopic } from './operations-topic.ts';
import { deploymentName, ownMetrics } from './own-metrics.ts';
import type { Protection } from './protection.ts';
import { Records } from './records.ts';
import { Relay } from './relay.ts';
import { ScoreFunction } from './score-function.ts';
import type { TillwatchProps } from './tillwatch-props.ts';
import { View } from './view.ts';
import { WatchFunction } from './watch-function.ts';
import { WatchSchedule } from './watch-schedule.ts';

/**
 * Files that land in `inbox` are judged by `score`; `watch` ticks once a minute; both publish on `topics`, from where
 * `relay` tells the channels that SNS can't reach.
 *
 * @throws TillwatchError `config-invalid`, or `environment-too-large` when the configuration doesn't fit into a function's
 *   environment
 */
export class Tillwatch extends Construct {
  /** How its metrics are told from those of others. */
  readonly deployment: string;
  readonly inbox: Inbox;
  readonly records: Records;
  readonly topics: AlertTopics;
  readonly score: ScoreFunction;
  readonly watch: WatchFunction;
  /** Only where the configuration's `view.enabled` is set. */
  readonly view?: View;
  /** Only where the configuration names a channel that SNS can't reach. */
  readonly relay?: Relay;
  readonly heartbeat: Heartbeat;
  /** Where the alarms about the machinery go. */
  readonly operations: OperationsTopic;
  readonly alarms: Alarms;
  readonly dashboard: OperationsDashboard;
  /** Undefined unless the configuration's `lake.enabled` is set. */
  readonly lake: Lake | undefined;
  /** The same. */
  readonly backfill: Backfill | undefined;

  constructor(scope: Construct, id: string, props: TillwatchProps = {}) {
    super(scope, id);
    const config = parseConfig(JSON.stringify(props.config ?? {}), 'config');

    const { retention = {}, topics = {} } = props;
    const protection: Protection = props;

    this.inbox = new Inbox(this, 'Inbox', {
      protection,
      retention,
      consumerTimeout: Duration.seconds(SCORE_TIMEOUT_S),
      ...(props.inboxBucket && { bucket: props.inboxBucket }),
    });
    this.records = new Records(this, 'Records', { protection, retention, keepsHistory: config.lake.enabled });
    this.topics = new AlertTopics(this, 'Topics', { protection, topics, subscriptions: config.subscriptions });

    const stations = { inbox: this.inbox, records: this.records, topics: this.topics };
    this.deployment = deploymentName(this);
    const surroundings = {
      ...functionSurroundings(this, props, functionEnvironment(this.deployment, config, stations)),
      isTraced: config.operations.tracing,
    };
    const { enabled: hasView, url: publicUrl } = config.view;
    if (hasView) {
      const address = publicUrl === undefined ? {} : { publicUrl };
      this.view = new View(this, 'View', { protection, records: this.records, surroundings, ...address });
    }
    const alerting = { ...stations, surroundings, ...(this.view && { view: this.view }) };
    this.score = new ScoreFunction(this, 'Score', alerting);
    this.watch = new WatchFunction(this, 'Watch', { ...alerting, keepsHistory: config.lake.enabled });
    this.lake = config.lake.enabled
      ? new Lake(this, 'Lake', { records: this.records, protection, settings: config.lake })
      : undefined;
    this.backfill = config.lake.enabled ? new Backfill(this, 'Backfill', { ...stations, surroundings }) : undefined;
    new WatchSchedule(this, 'Schedule', { target: this.watch.function });
    const relayed = config.subscriptions.filter(isRelayed);
    if (relayed.length > 0) {
      this.relay = new Relay(this, 'Relay', { ...stations, protection, surroundings, subscriptions: relayed });
    }

    const metrics = ownMetrics(this.deployment);
    const functions = {
      Score: this.score.function,
      Watch: this.watch.function,
      ...(this.relay && { Relay: this.relay.function }),
      ...(this.view && { View: this.view.function }),
      ...(this.backfill && { Backfill: this.backfill.function }),
    };
    this.heartbeat = new Heartbeat(this, 'Heartbeat', { watch: this.watch.function, metrics });
    this.operations = new OperationsTopic(this, 'OperationsTopic', {
      protection,
      ...config.operations,
      ...(props.operationsTopic && { topic: props.operationsTopic }),
    });
    this.alarms = new Alarms(this, 'Alarms', {
      ...stations,
      operations: this.operations.topic,
      metrics,
      heartbeat: this.heartbeat,
      ...(this.relay && { relay: this.relay }),
      functions,
    });
    this.dashboard = new OperationsDashboard(this, 'Operations', {
      ...stations,
      metrics,
      alarms: this.alarms.acting,
      functions,
    });
  }
}

function functionSurroundings(
  scope: Construct,
  { encryptionKey, inboxBucket, network, retention, topics = {} }: TillwatchProps,
  environment: FunctionEnvironment,
): Omit<FunctionSurroundings, 'isTraced'> {
  if (encryptionKey) letLogsUse(scope, encryptionKey);
  const keysOfOthers = [inboxBucket?.encryptionKey, ...Object.values(topics).map(({ masterKey }) => masterKey)];
  return {
    environment,
    keys: [encryptionKey, ...keysOfOthers].filter((key) => key !== undefined),
    ...(encryptionKey && { logKey: encryptionKey }),
    ...(retention?.logs && { logRetention: retention.logs }),
    ...(network && { network: withSecurityGroups(scope, network) }),
  };
}
