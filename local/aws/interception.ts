// Looking at calls and spoiling them: how tests count requests and inject faults.

export type ServiceName = 's3' | 'sqs' | 'sns' | 'secretsmanager';

/** One request over HTTP, as far as its head (S3) or its body (the other services) names its subject. */
export interface Call {
  readonly service: ServiceName;
  /** As the API calls it, for example `PutObject`. */
  readonly operation: string;
  readonly params: CallParams;
  /** The access key that signed it: tells functions apart that run at the same time. */
  readonly accessKeyId: string;
}

export interface CallParams {
  readonly bucket?: string;
  readonly key?: string;
  readonly versionId?: string;
  readonly prefix?: string;
  /** What a copy is made of. */
  readonly source?: Pick<CallParams, 'bucket' | 'key' | 'versionId'>;
  /** Queue name. */
  readonly queue?: string;
  /** Topic ARN. */
  readonly topic?: string;
  /** Name or ARN, as the caller gave it. */
  readonly secret?: string;
}

/**
 * What is to go wrong.
 *
 * - `before`: the error is answered, nothing is done.
 * - `after`: it is done, then the error is answered: the caller can't know.
 * - `hang`: it is done after `ms` of silence, even when the caller has given up.
 * - `hold`: the same, until the promise settles: deterministic concurrency.
 * - `drop`: the connection is cut, nothing is done. `drop-after`: it is done, then cut.
 */
export type Fault =
  | { readonly kind: 'before' | 'after'; readonly status: number; readonly code: string }
  | { readonly kind: 'hang'; readonly ms: number }
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  | { readonly kind: 'drop' | 'drop-after' };

export type Intercept = (call: Call) => Fault | undefined;
