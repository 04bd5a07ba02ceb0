// What no SDK sends: the three protocols' own refusals.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmulatedAws, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';

let aws: EmulatedAws;
beforeAll(async () => {
  aws = await startEmulatedAws();
  aws.s3.createBucket('inbox');
  aws.sqs.createQueue('work');
});
afterAll(() => aws.close());

const signed = (service: string, region = 'us-east-1') =>
  `AWS4-HMAC-SHA256 Credential=X/20260116/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

async function ask(path: string, headers: Record<string, string>, body?: string) {
  const response = await fetch(`${aws.endpoint}${path}`, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('S3', () => {
  const remove = (xml: string, headers: Record<string, string> = { 'content-md5': md5(xml) }) =>
    ask('/inbox?delete', { authorization: signed('s3'), ...headers }, xml);

  it.each([
    ['is no XML', 'keys, please'],
    ['is cut short', '<Delete><Object><Key>a</Key>'],
    ['has tags that cross', '<Delete><Object><Key>a</Object></Key></Delete>'],
    ['is another document', '<Remove><Object><Key>a</Key></Object></Remove>'],
    ['names no key', '<Delete><Object></Object></Delete>'],
    ['names nothing', '<Delete/>'],
    ['has an unknown entity', '<Delete><Object><Key>&nope;</Key></Object></Delete>'],
  ])('refuses a DeleteObjects body that %s', async (_, xml) => {
    expect(await remove(xml)).toMatchObject({ status: 400, text: expect.stringContaining('MalformedXML') });
  });

  it('refuses DeleteObjects without a checksum, and conditions on entries', async () => {
    const xml = '<Delete><Object><Key>a</Key></Object></Delete>';
    expect(await remove(xml, {})).toMatchObject({ status: 400, text: expect.stringContaining('InvalidRequest') });
    const conditional = '<Delete><Object><Key>a</Key><ETag>x</ETag></Object></Delete>';
    expect(await remove(conditional)).toMatchObject({ status: 501 });
  });

  it('reads entities and comments, and is quiet where asked', async () => {
    const xml =
      '<?xml version="1.0"?><!-- two --><Delete><Quiet>true</Quiet><Object><Key>&#97;&#x62;&apos;</Key></Object></Delete>';
    const { status, text } = await remove(xml);
    expect(status).toBe(200);
    expect(text).not.toContain('<Deleted>');
    expect(await remove(xml.replace('true', 'false'))).toMatchObject({
      text: expect.stringContaining("<Key>ab'</Key>"),
    });
  });

  it('is not listed as buckets', async () => {
    const response = await fetch(aws.endpoint, { headers: { authorization: signed('s3') } });
    expect(response.status).toBe(501);
  });
});

describe('SQS', () => {
  const call = (target: string, body: string, authorization = signed('sqs')) =>
    ask(
      '/',
      { authorization, 'x-amz-target': `AmazonSQS.${target}`, 'content-type': 'application/x-amz-json-1.0' },
      body,
    );

  it('tells the older name of an error beside the new one', async () => {
    const { status, headers, text } = await call('PurgeQueue', '{"QueueUrl":"nowhere"}');
    expect(status).toBe(400);
    expect(headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
    expect(JSON.parse(text)).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
  });

  it.each(['', '[]', '{', 'null'])('refuses the body %j', async (body) => {
    expect(await call('SendMessage', body)).toMatchObject({ status: 400 });
  });

  it('refuses parameters that are missing or of the wrong kind', async () => {
    expect((await call('SendMessage', '{"QueueUrl":"work"}')).text).toContain('MissingParameter');
    expect((await call('SendMessageBatch', '{"QueueUrl":"work","Entries":{}}')).text).toContain('MissingParameter');
    expect((await call('ReceiveMessage', '{"QueueUrl":"work","WaitTimeSeconds":"1"}')).text).toContain(
      'InvalidParameterValue',
    );
  });

  it('refuses what is not signed, or for something else', async () => {
    expect((await call('GetQueueUrl', '{"QueueName":"work"}', '')).text).toContain('MissingAuthenticationToken');
    expect((await call('GetQueueUrl', '{"QueueName":"work"}', signed('sns'))).text).toContain('SignatureDoesNotMatch');
  });
});

describe('SNS', () => {
  const call = (form: string, authorization = signed('sns')) =>
    ask('/', { authorization, 'content-type': 'application/x-www-form-urlencoded' }, form);

  it('refuses another version of the API, SQS’s older protocol among them', async () => {
    expect(await call('Action=SendMessage&Version=2012-11-05')).toMatchObject({ status: 501 });
  });

  it('refuses what is not signed for it, in its own form', async () => {
    const { status, text } = await call('Action=Publish&Version=2010-03-31', signed('sns', 'sa-east-1'));
    expect(status).toBe(403);
    expect(text).toMatch(/<ErrorResponse.*<Type>Sender<\/Type><Code>SignatureDoesNotMatch<\/Code>/);
  });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('base64');
}
