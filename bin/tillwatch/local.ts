// tillwatch local: the whole pipeline on this machine, from a file in a folder to the e-mail that it causes.
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { embeddedMetrics } from '../../lambda/metrics.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { lockedFolder } from '../../local/aws/folder-lock.ts';
import { replayClock } from '../../local/clock.ts';
import { type Dashboard, startDashboard } from '../../local/dashboard/server.ts';
import { type EmulatedStack, INBOX_BUCKET, RECORDS_BUCKET, startEmulatedStack } from '../../local/emulated-stack.ts';
import { type FolderWatch, watchFolder } from '../../local/inbox-folder.ts';
import { leaveNotice, type RunNotice } from '../../local/run-notice.ts';
import { sampleFile } from '../../local/sample-file.ts';
import { sampleDrops } from '../../local/samples.ts';
import { type Screen, screen } from '../../local/screen.ts';
import { dashboardActs } from './dashboard-acts.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface LocalOptions {
  readonly once?: boolean;
  readonly keep?: boolean;
  readonly inbox: string;
  readonly state: string;
  readonly port?: number;
  readonly dashboardPort?: number;
  readonly config?: string;
}

/** Who is on call on this laptop, unless the configuration names somebody. */
const SUBSCRIPTIONS: Config['subscriptions'] = [
  { protocol: 'email', endpoint: 'analyst@example.com', severities: ['P1', 'P2', 'P3', 'P4', 'P5'], escalation: 1 },
  { protocol: 'sms', endpoint: '+5511900000000', severities: ['P1', 'P2'], escalation: 1 },
];

const RETRY_DELAY_S = 2;
const MINUTE_MS = 60_000;

/** Runs until Ctrl-C, or with `once` until the samples are through. Gives the exit status. */
export async function runLocal(options: LocalOptions): Promise<number> {
  const config = readConfig(options.config);
  const unlock = locked(options.state);
  try {
    return await run(options, config);
  } finally {
    unlock();
  }
}

/** @throws TillwatchError `already-running` at a second start, before it spoils the first one's state */
function locked(state: string): () => void {
  try {
    return lockedFolder(state);
  } catch (error) {
    if (!(error instanceof TillwatchError)) throw error;
    const cure =
      'drop your files into its inbox folder, stop it with Ctrl-C, or give this run folders of its own: --state and --inbox';
    throw new TillwatchError(
      'already-running',
      `tillwatch is already running here: ${error.message}. Or ${cure}`,
      {},
      error,
    );
  }
}

async function run(options: LocalOptions, config: Config): Promise<number> {
  const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const out = screen((text) => process.stdout.write(text), hasColour);
  const clock = replayClock(Date.now);
  const dataFolder = join(options.state, 'aws');
  const metricsFile = join(options.state, 'metrics.jsonl');
  if (!options.keep) for (const old of [dataFolder, metricsFile]) rmSync(old, { recursive: true, force: true });

  const subscriptions = config.subscriptions.length > 0 ? config.subscriptions : SUBSCRIPTIONS;
  const stack = await startEmulatedStack({
    config: { ...config, subscriptions },
    dataFolder,
    now: clock.now,
    log: out.log,
    measure: embeddedMetrics((line) => appendFileSync(metricsFile, `${line}\n`), 'local'),
    retryDelaySeconds: RETRY_DELAY_S,
    ...(options.port !== undefined && { port: options.port }),
  });
  stack.aws.sns.onDelivery(out.delivered);
  out.say(`tillwatch: S3, SQS and SNS are emulated at ${stack.aws.endpoint}; their state is in ${dataFolder}`);

  const stop = stopSignal(out);
  let dashboard: Dashboard | undefined;
  const closing: (() => void)[] = [];
  try {
    // With `once` nobody has the time to look.
    if (!options.once) {
      dashboard = await startDashboard({
        stack,
        config,
        inboxFolder: options.inbox,
        acts: dashboardActs(options.state),
        now: clock.now,
        log: out.log,
        ...(options.dashboardPort !== undefined && { port: options.dashboardPort }),
      });
      out.say(`Dashboard: ${dashboard.url}`);
    }
    closing.push(leaveNotice(options.state, noticeOf(stack, dashboard)));
    if (!options.keep) await replaySamples(stack, clock, config, out, stop);
    if (options.once || stop.isAsked) return EXIT.ok;
    closing.push(every(MINUTE_MS, () => ticked(stack, minuteOf(clock.now()), out)));
    const folder = watched(stack, options.inbox, out);
    closing.push(() => folder.stop());
    out.say(`\nWatching ${options.inbox}/: copy a CSV into it. Ctrl-C ends.`);
    await stop.asked;
    return EXIT.ok;
  } finally {
    for (const close of closing) close();
    await dashboard?.close();
    await stack.close();
    stop.forget();
  }
}

function noticeOf(
  { aws, inboxQueueUrl, deadLetterQueueUrl }: EmulatedStack,
  dashboard: Dashboard | undefined,
): RunNotice {
  const { endpoint, region } = aws;
  return {
    pid: process.pid,
    endpoint,
    region,
    inboxBucket: INBOX_BUCKET,
    recordsBucket: RECORDS_BUCKET,
    inboxQueueUrl,
    deadLetterQueueUrl,
    ...(dashboard && { dashboardUrl: dashboard.url }),
  };
}

async function replaySamples(
  stack: EmulatedStack,
  clock: ReturnType<typeof replayClock>,
  { timeZone }: Config,
  out: Screen,
  stop: StopSignal,
): Promise<void> {
  for (const { file, metadata, landsAt } of sampleDrops(clock.now(), timeZone)) {
    if (stop.isAsked) break;
    const { checkout, date } = metadata;
    out.say(`\n${file} lands in the inbox: ${checkout}, ${date}, as if at ${landsAt.toISOString()}`);
    clock.set(landsAt);
    await stack.drop(file, readFileSync(sampleFile(file)), metadata);
    await Promise.race([stack.idle(), stop.asked]);
  }
  clock.release();
}

function watched(stack: EmulatedStack, folder: string, out: Screen): FolderWatch {
  return watchFolder(
    folder,
    async ({ path, key, wasThere }) => {
      try {
        const bytes = readFileSync(path);
        if (wasThere && isInInbox(stack, key, bytes)) return;
        await stack.drop(key, bytes);
        out.say(`\n${escapedText(path)} was dropped into the inbox`);
        await stack.idle();
      } catch (error) {
        out.log('error', 'a file could not be dropped; save it again', { key, error });
      }
    },
    (path) => out.log('error', 'a file has a name that is no UTF-8 and is not read; rename it', { key: path }),
  );
}

/** After a restart with the old state, a file that still lies in the folder isn't news. */
function isInInbox({ aws }: EmulatedStack, key: string, bytes: Uint8Array): boolean {
  const current = aws.s3.bucket(INBOX_BUCKET).current(key);
  return current?.kind === 'object' && current.etag === `"${createHash('md5').update(bytes).digest('hex')}"`;
}

interface StopSignal {
  readonly asked: Promise<void>;
  readonly isAsked: boolean;
  forget(): void;
}

/** The first Ctrl-C lets what is under way come to its end; a second one doesn't wait for it. */
function stopSignal(out: Screen): StopSignal {
  let isAsked = false;
  let resolve = () => {};
  const asked = new Promise<void>((settle) => {
    resolve = settle;
  });
  const onSignal = () => {
    if (isAsked) process.exit(130);
    isAsked = true;
    out.say('\nStopping; what is under way is finished first. Ctrl-C again stops at once.');
    resolve();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    asked,
    get isAsked() {
      return isAsked;
    },
    forget: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
}

async function ticked(stack: EmulatedStack, at: Date, out: Screen): Promise<void> {
  try {
    await stack.tick(at);
  } catch (error) {
    out.log('error', 'the watch failed; it tries again in a minute', { error });
  }
}

function every(intervalMs: number, task: () => Promise<unknown>): () => void {
  const timer = setInterval(() => void task(), intervalMs);
  return () => clearInterval(timer);
}

function minuteOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS);
}
