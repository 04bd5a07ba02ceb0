// One Lambda: a process that runs the real handlers, one invocation at a time, until its parent kills it.
import type { SQSEvent } from 'aws-lambda';
import type { Environment } from '../../lambda/aws/environment.ts';
import { scorePorts } from '../../lambda/aws/ports.ts';
import { SCORE_TIMEOUT_S, WATCH_TIMEOUT_S } from '../../lambda/config/timeouts.ts';
import { scoreHandler } from '../../lambda/score.ts';
import { type WatchEvent, watchHandler, watchPorts } from '../../lambda/watch.ts';
import { useMadeUpCredentials } from '../../local/made-up-credentials.ts';

/** What the parent asks for. As on Lambda, clients outlive an invocation; nothing else does. */
export interface Invocation {
  readonly run:
    | { readonly function: 'score'; readonly event: SQSEvent }
    | { readonly function: 'watch'; readonly event: WatchEvent };
  readonly env: Environment;
  /** The function's clock, ISO 8601; it stands still while the function runs. */
  readonly now: string;
}

export type Answer = { readonly returned: unknown } | { readonly threw: string };

interface Functions {
  readonly endpoint: string | undefined;
  readonly score: ReturnType<typeof scoreHandler>;
  readonly watch: ReturnType<typeof watchHandler>;
}

useMadeUpCredentials();
let now = new Date(0);
let functions: Functions | undefined;

process.on('message', (invocation: Invocation) => {
  const answer = (message: Answer) => process.send?.(message);
  handled(invocation).then(
    (returned) => answer({ returned }),
    (error: unknown) => answer({ threw: String((error as Error).stack ?? error) }),
  );
});

function handled({ run, env, now: time }: Invocation): Promise<unknown> {
  now = new Date(time);
  if (functions === undefined || functions.endpoint !== env.AWS_ENDPOINT_URL) functions = deployed(env);
  return run.function === 'watch' ? functions.watch(run.event) : functions.score(run.event);
}

function deployed(env: Environment): Functions {
  const surroundings = { env, now: () => now, random: Math.random, log: () => {}, measure: () => {} };
  // One checkout after the other, so that calls come in the same order at every run.
  const scoring = { ...scorePorts({ ...surroundings, holdMs: SCORE_TIMEOUT_S * 1000 }), checkoutsAtOnce: 1 };
  const watching = watchPorts({ ...surroundings, holdMs: WATCH_TIMEOUT_S * 1000 });
  return {
    endpoint: env.AWS_ENDPOINT_URL,
    score: scoreHandler(() => scoring),
    watch: watchHandler(() => watching),
  };
}
