// A contract: CloudFormation replaces a resource whose logical id changes, and with it goes what it holds. Whoever changes
// this list says in the changelog how a deployment gets over it.
import { expect, it } from 'vitest';
import { BARE, WITH_EVERYTHING } from './configurations.ts';
import { assemblyOf } from './template/interpreted.ts';

const STATEFUL = /^AWS::(S3::Bucket|SNS::Topic|SQS::Queue|SecretsManager::Secret|Glue::Database)$/;

function statefulIds(configuration: typeof BARE): readonly string[] {
  const { Resources } = assemblyOf(configuration).template;
  return Object.keys(Resources)
    .filter((id) => STATEFUL.test(Resources[id]?.Type ?? ''))
    .toSorted();
}

const ALWAYS: readonly string[] = [
  'TillwatchInboxBucket061D4E40',
  'TillwatchInboxDeadLetterQueue27B410E4',
  'TillwatchInboxQueueAF83AA15',
  'TillwatchOperationsTopicBA4E8156',
  'TillwatchRecordsBucket2392BFE5',
  'TillwatchTopicsP12518E6AB',
  'TillwatchTopicsP259DEF776',
  'TillwatchTopicsP31F3908D9',
  'TillwatchTopicsP4345CDC3A',
  'TillwatchTopicsP5C30D5925',
];

/** A channel's ids hold its name: another name is another channel. */
const WITH_OPTIONS: readonly string[] = [
  'TillwatchLakeDatabaseDBB5FE30',
  'TillwatchRelaychatDeadLetterQueueED83FFE6',
  'TillwatchRelaychatQueue99D6C881',
  'TillwatchRelaychatTopicB969A520',
  'TillwatchRelaypagerdutyDeadLetterQueue4609FC83',
  'TillwatchRelaypagerdutyQueue7FDD5754',
  'TillwatchRelayslackDeadLetterQueue59403CB1',
  'TillwatchRelayslackQueue1ABD14B1',
  'TillwatchViewKeyDD25428E',
];

it('what holds something keeps its logical id', () => {
  expect(statefulIds(BARE)).toEqual(ALWAYS);
});

it('so does what comes with options, and options change nothing else', () => {
  expect(statefulIds(WITH_EVERYTHING)).toEqual([...ALWAYS, ...WITH_OPTIONS].toSorted());
});
