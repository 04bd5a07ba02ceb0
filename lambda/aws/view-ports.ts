// The view's ports, wired from its environment.
import { randomBytes, randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { parseConfig } from '../config/config.ts';
import type { ViewHandlerPorts } from '../view.ts';
import { clientOptions } from './client-options.ts';
import { variable } from './environment.ts';
import { linkKeys, signingKey } from './link-keys.ts';
import type { Surroundings } from './ports.ts';
import { s3Records } from './s3-records.ts';

/** Longest pause after a lost race, in ms. */
const PAUSE_MS = 100;

/** Of a nonce: nobody guesses one, and no two are the same. */
const NONCE_BYTES = 16;

export function viewPorts(surroundings: Pick<Surroundings, 'env' | 'now' | 'random' | 'log'>): ViewHandlerPorts {
  const { env, now, random, log } = surroundings;
  const config = parseConfig(env.TILLWATCH_CONFIG ?? '', 'TILLWATCH_CONFIG');
  const keys = linkKeys(env, now);
  return {
    config,
    records: s3Records(new S3Client(clientOptions(env)), variable(env, 'RECORDS_BUCKET')),
    async keys() {
      const previous = await keys('AWSPREVIOUS');
      return [await signingKey(keys), ...(previous === null ? [] : [previous])];
    },
    publicUrl: config.view.url ?? null,
    newNonce: () => randomBytes(NONCE_BYTES).toString('hex'),
    newWriteId: randomUUID,
    pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS * random())),
    now,
    log,
  };
}
