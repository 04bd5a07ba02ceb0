// All of tillwatch as one construct: from the inbox to the alert topics, as the design's flow goes.
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type ConfigInput, parseConfig } from '../lambda/config/config.ts';
import { SCORE_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { AlertTopics } from './alert-topics.ts';
import { functionEnvironment } from './function-environment.ts';
import { Heartbeat } from './heartbeat.ts';
import { Inbox } from './inbox.ts';
import { OperationsDashboard } from './operations-dashboard.ts';
import { Records } from './records.ts';
import { ScoreFunction } from './score-function.ts';
import { WatchFunction } from './watch-function.ts';
import { WatchSchedule } from './watch-schedule.ts';

export interface TillwatchProps {
  /**
   * What to watch and who hears of it: what `tillwatch.config.json` would hold.
   *
   * @default every setting at its default, and no subscriptions
   */
  readonly config?: ConfigInput;
}

/**
 * Files that land in `inbox` are judged by `score`; `watch` ticks once a minute; both publish on `topics`.
 *
 * @throws TillwatchError `config-invalid`, or `environment-too-large` when the configuration doesn't fit into a function's
 *   environment
 */
export class Tillwatch extends Construct {
  readonly inbox: Inbox;
  readonly records: Records;
  readonly topics: AlertTopics;
  readonly score: ScoreFunction;
  readonly watch: WatchFunction;
  readonly heartbeat: Heartbeat;
  readonly dashboard: OperationsDashboard;

  constructor(scope: Construct, id: string, props: TillwatchProps = {}) {
    super(scope, id);
    const config = parseConfig(JSON.stringify(props.config ?? {}), 'config');

    this.inbox = new Inbox(this, 'Inbox', { consumerTimeout: Duration.seconds(SCORE_TIMEOUT_S) });
    this.records = new Records(this, 'Records');
    this.topics = new AlertTopics(this, 'Topics', { subscriptions: config.subscriptions });

    const stations = { inbox: this.inbox, records: this.records, topics: this.topics };
    const environment = functionEnvironment(config, stations);
    this.score = new ScoreFunction(this, 'Score', { ...stations, environment });
    this.watch = new WatchFunction(this, 'Watch', { ...stations, environment });
    new WatchSchedule(this, 'Schedule', { target: this.watch.function });
    this.heartbeat = new Heartbeat(this, 'Heartbeat', { watch: this.watch.function });

    this.dashboard = new OperationsDashboard(this, 'Operations', {
      inbox: this.inbox,
      topics: this.topics,
      functions: { score: this.score.function, watch: this.watch.function },
    });
  }
}
