// A running local run leaves a notice in its state folder, so that other commands find it.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunNotice {
  /** Process id of the run: a notice whose process is gone was left by a run that was killed. */
  readonly pid: number;
  readonly endpoint: string;
  readonly region: string;
  readonly inboxBucket: string;
  readonly recordsBucket: string;
  readonly inboxQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Absent where the run has none. */
  readonly dashboardUrl?: string;
}

export function runFile(stateFolder: string): string {
  return join(stateFolder, 'run.json');
}

/** Leaves the notice; the result takes it away. */
export function leaveNotice(stateFolder: string, notice: RunNotice): () => void {
  const file = runFile(stateFolder);
  writeFileSync(file, `${JSON.stringify(notice, null, 2)}\n`);
  return () => rmSync(file, { force: true });
}
