// What a million clean new files cost, by what is paid for: the formula of a file, times its prices.
import { type ServiceTimes, shareOfCore } from '../load/service-times.ts';
import { LINE_BYTES } from './line-bytes.ts';
import type { Prices } from './prices.ts';

export interface FileCost {
  readonly what: string;
  /** Of a million files. */
  readonly count: number;
  readonly usd: number;
}

/** As in lib/score-function.ts; test/bench/cost.test.ts compares. */
export const SCORE_MEGABYTES = 1_024;

/** Get object and record, put record and receipt, as test/bench/calls.test.ts counts them. */
export const NEW_KEY = { gets: 2, puts: 2 };
/** S3 sends, Lambda receives and deletes: at worst one call each. */
export const QUEUE_CALLS_A_FILE = 3;
/** Three lines of Lambda's own for each call: start, report, and the end of the runtime. */
export const PLATFORM_LOG_BYTES = 900;

const MILLION = 1e6;
const GB = 1e9;

/** Memory times the time of one file that is handled alone: in a batch the waiting is shared, and it costs less. */
export function gbSecondsOfAFile({ s3Calls, s3CallMs, cpuMs }: ServiceTimes): number {
  return (((s3Calls * s3CallMs + cpuMs / shareOfCore(SCORE_MEGABYTES)) / 1_000) * SCORE_MEGABYTES) / 1_024;
}

export function millionFiles(prices: Prices, times: ServiceTimes): readonly FileCost[] {
  const waiting = gbSecondsOfAFile({ ...times, cpuMs: 0 });
  const item = (what: string, aFile: number, price: number): FileCost => {
    return { what, count: aFile * MILLION, usd: aFile * MILLION * price };
  };
  return [
    item('Lambda, GB-seconds of waiting for S3', waiting, prices.lambdaGbSecondArm),
    item('Lambda, GB-seconds of work', gbSecondsOfAFile(times) - waiting, prices.lambdaGbSecondArm),
    item('Lambda, invocations', 1, prices.lambdaRequest),
    item('S3, writes of the function', NEW_KEY.puts, prices.s3Put),
    item("S3, the file's own delivery", 1, prices.s3Put),
    item('S3, reads', NEW_KEY.gets, prices.s3Get),
    item('SQS, calls', QUEUE_CALLS_A_FILE, prices.sqsRequest),
    item('Logs, GB written', (PLATFORM_LOG_BYTES + LINE_BYTES.file) / GB, prices.logIngestedGb),
  ];
}
