// Version ids: 32 unreserved characters without order or meaning, as S3's.
import { randomBytes } from 'node:crypto';

const RANDOM_BYTES = 24;

export function nextVersionId(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url').replaceAll('-', '.');
}
