// Secrets Manager: one operation, two versions of each secret.
import {
  GetSecretValueCommand,
  type GetSecretValueRequest,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmulatedAws, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';
import { CREDENTIALS, refusal } from './emulation.ts';

let aws: EmulatedAws;
let client: SecretsManagerClient;
beforeAll(async () => {
  aws = await startEmulatedAws();
  client = new SecretsManagerClient({ endpoint: aws.endpoint, region: aws.region, credentials: CREDENTIALS });
});
afterAll(async () => {
  client.destroy();
  await aws.close();
});

const get = (request: GetSecretValueRequest) => client.send(new GetSecretValueCommand(request));

describe('a secret', () => {
  it('is read by its name and by its ARN', async () => {
    const arn = aws.secrets.put('tillwatch/slack', 'xoxb-1');
    expect(await get({ SecretId: 'tillwatch/slack' })).toMatchObject({ ARN: arn, SecretString: 'xoxb-1' });
    expect(await get({ SecretId: arn })).toMatchObject({ Name: 'tillwatch/slack', VersionStages: ['AWSCURRENT'] });
  });

  it('has the version before the present one, and none before that', async () => {
    const arn = aws.secrets.put('key', 'one');
    expect(await refusal(get({ SecretId: 'key', VersionStage: 'AWSPREVIOUS' }))).toBe('400 ResourceNotFoundException');
    for (const text of ['two', 'three']) expect(aws.secrets.put('key', text)).toBe(arn);
    expect(await get({ SecretId: 'key' })).toMatchObject({ SecretString: 'three' });
    expect(await get({ SecretId: 'key', VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'two' });
  });

  it('that is not there is not found', async () => {
    expect(await refusal(get({ SecretId: 'nothing' }))).toBe('400 ResourceNotFoundException');
  });

  it('can not be called anything', () => {
    expect(() => aws.secrets.put('a name', 'x')).toThrow('Invalid name');
  });
});

it('refuses what it does not do', async () => {
  expect(await refusal(get({ SecretId: 'key', VersionId: 'x' }))).toBe('501 NotImplemented');
  expect(await refusal(get({ SecretId: 'key', VersionStage: 'MINE' }))).toBe('501 NotImplemented');
});
