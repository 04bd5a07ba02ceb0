// Where the emulated services pretend to be: region, account and the names (ARNs) that follow from them.

/** A made-up account: twelve zeros can't be anybody's. */
export const ACCOUNT_ID = '000000000000';
export const DEFAULT_REGION = 'us-east-1';

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

export function queueArn(region: string, queue: string): string {
  return `arn:aws:sqs:${region}:${ACCOUNT_ID}:${queue}`;
}

export function topicArn(region: string, topic: string): string {
  return `arn:aws:sns:${region}:${ACCOUNT_ID}:${topic}`;
}

export function functionArn(region: string, functionName: string): string {
  return `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${functionName}`;
}

/** The last part of a queue's or topic's ARN: its name. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
