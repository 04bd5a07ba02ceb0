// What went wrong, in one line for whoever called the command; defects keep their stack trace.
import { TillwatchError } from '../../lambda/errors.ts';

interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  /** The SDK puts it on every answer of a service. */
  readonly $metadata?: object;
}

/** The reason and what to do about it; null for what nobody foresaw. */
export function oneLine(error: unknown): string | null {
  const { name, code, message, $metadata } = error as Failure;
  // By name: a subcommand may be a file apart, with a class of its own.
  if (name === TillwatchError.name && message) return message;
  if (name === 'CredentialsProviderError') return `no AWS credentials: ${message}; try aws sts get-caller-identity`;
  if (message === 'Region is missing') return 'no AWS region: export AWS_REGION, for example sa-east-1';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return `nobody answers: ${message}; check the network, or --state`;
  if ($metadata) return `AWS says ${name}: ${message}`;
  return null;
}
