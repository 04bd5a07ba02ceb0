// Tokens and addresses of channels, by the name of their secret.
import { TillwatchError } from '../errors.ts';

export interface Secrets {
  /**
   * The text of the secret, at most minutes old.
   *
   * @throws whatever the store said
   */
  value(name: string): Promise<string>;
  /** The next `value` is read anew: the old one was refused, a newer one may be there. */
  forget(name: string): void;
}

/** @param complaint what is wrong with it, to stand after the secret's name */
export function unusableSecret(name: string, complaint: string): TillwatchError {
  const cure = 'put the value itself there as plain text, without JSON around it, and move the dead letters back';
  return new TillwatchError('secret-unusable', `the secret ${name} ${complaint}; ${cure}`);
}
