// The emulated services with real SDK clients, without retries so that every answer is seen.
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type EmulatedAws, type EmulatedAwsOptions, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';

export interface Emulation {
  readonly aws: EmulatedAws;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  close(): Promise<void>;
}

export const CREDENTIALS = { accessKeyId: 'EMULATED', secretAccessKey: 'emulated' };

export async function emulation(options: EmulatedAwsOptions = {}): Promise<Emulation> {
  const aws = await startEmulatedAws(options);
  const { endpoint, region } = aws;
  const settings = { endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 };
  const clients = { s3: new S3Client(settings), sqs: new SQSClient(settings), sns: new SNSClient(settings) };
  return {
    aws,
    ...clients,
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      await aws.close();
    },
  };
}

/** What a refusal looks like to the SDK's caller: `412 PreconditionFailed`. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode ?? 'no answer'} ${name}`;
  }
  return 'accepted';
}
