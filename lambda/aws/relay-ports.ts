// The relay's ports, wired from its environment.
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unusableSecret } from '../relay/secrets.ts';
import type { RelayHandlerPorts } from '../relay.ts';
import { channelQueues } from './channel-queues.ts';
import { clientOptions } from './client-options.ts';
import { variable } from './environment.ts';
import { type Fetch, httpsPost } from './https-post.ts';
import { keptSecrets } from './kept-secrets.ts';
import type { Surroundings } from './ports.ts';
import { s3Records } from './s3-records.ts';
import { secretText } from './secrets-manager.ts';

/** Before the next look at what somebody else is sending: about as long as a channel takes to answer. */
const PAUSE_MS = 1_000;

export function relayPorts(surroundings: Omit<Surroundings, 'measure'> & { readonly fetch: Fetch }): RelayHandlerPorts {
  const { env, now, random, log, holdMs, fetch } = surroundings;
  const options = clientOptions(env);
  const secretsManager = new SecretsManagerClient(options);
  const sns = new SNSClient(options);
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const read = async (name: string) => {
    const text = await secretText(secretsManager, name);
    if (text === null) throw unusableSecret(name, 'is not in Secrets Manager, or holds no text');
    return text;
  };
  return {
    records: s3Records(new S3Client(options), variable(env, 'RECORDS_BUCKET')),
    channelQueue: channelQueues(new SQSClient(options), env),
    secrets: keptSecrets(read, now),
    post: httpsPost(fetch),
    async publish(topicArn, message) {
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: message }));
    },
    sleep,
    pause: () => sleep(PAUSE_MS * (0.5 + random())),
    now,
    holdMs,
    log,
  };
}
