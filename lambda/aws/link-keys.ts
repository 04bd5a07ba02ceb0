// The keys that links are signed with: the present one, and the one before it, so that a rotation ends no link at once.
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { TillwatchError } from '../errors.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, variable } from './environment.ts';
import { keptSecrets } from './kept-secrets.ts';
import { type SecretStage, secretText } from './secrets-manager.ts';

/** An alert goes out without its link rather than late: a second try, and no more. */
const MAX_TRIES = 2;

/** By stage; null where there is no such version. Read at most every few minutes. */
export function linkKeys(env: Environment, now: () => Date): (stage: SecretStage) => Promise<string | null> {
  const client = new SecretsManagerClient({ ...clientOptions(env), maxAttempts: MAX_TRIES });
  const id = variable(env, 'VIEW_KEY_SECRET');
  const kept = keptSecrets(async (stage) => (await secretText(client, id, stage as SecretStage)) ?? '', now);
  return async (stage) => (await kept.value(stage)) || null;
}

/** @throws TillwatchError `link-key-missing` */
export async function signingKey(keys: ReturnType<typeof linkKeys>): Promise<string> {
  const key = await keys('AWSCURRENT');
  if (key !== null) return key;
  throw new TillwatchError('link-key-missing', 'the secret that links are signed with holds no text; deploy again');
}
