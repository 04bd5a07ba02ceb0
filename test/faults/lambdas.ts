// Processes to run functions in: the doomed get fresh ones, started ahead; what survives runs in one that is long warm.
import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Invocation } from './worker.ts';

/** How an invocation ended, as Lambda sees it. */
export type Ending = Answer | { readonly killed: true };

/** One process, which runs one invocation at a time. */
export interface Lambda {
  invoke(invocation: Invocation): Promise<Ending>;
  /** SIGKILL: no line of its code runs any more. */
  kill(): void;
}

export interface Lambdas {
  /** Runs in an idle process; `doom` gets hold of it, to kill it. */
  invoke(invocation: Invocation, doom?: (lambda: Lambda) => void): Promise<Ending>;
  close(): void;
}

/** @param bundle path of the bundled worker */
export function lambdas(bundle: string): Lambdas {
  const all = new Set<ChildProcess>();
  const idle: Lambda[] = [];
  const started = () => {
    const child = fork(bundle, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    all.add(child);
    child.once('exit', () => all.delete(child));
    return lambda(child);
  };
  idle.push(started(), started());
  return {
    async invoke(invocation, doom) {
      const chosen = (doom ? idle.pop() : idle.shift()) ?? started();
      if (doom || idle.length === 0) idle.push(started());
      doom?.(chosen);
      const ending = await chosen.invoke(invocation);
      if (!('killed' in ending)) idle.unshift(chosen);
      return ending;
    },
    close() {
      for (const child of all) child.kill('SIGKILL');
    },
  };
}

function lambda(child: ChildProcess): Lambda {
  return {
    invoke(invocation) {
      return new Promise((resolve) => {
        const onMessage = (answer: unknown) => settle(answer as Answer);
        const onExit = () => settle({ killed: true });
        const settle = (ending: Ending) => {
          child.off('message', onMessage);
          child.off('exit', onExit);
          resolve(ending);
        };
        child.on('message', onMessage);
        child.on('exit', onExit);
        child.send(invocation);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}
