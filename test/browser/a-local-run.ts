// A local run as a user starts it, for a browser to look at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RunningCommand, startTillwatch, temporaryFolder } from '../command/a-command.ts';

export interface LocalRun {
  readonly url: string;
  /** Copies a file into the watched folder, as a person would. */
  copy(key: string, content: string): void;
  readonly command: RunningCommand;
  stop(): Promise<void>;
}

/** Resolves when the samples are through. */
export async function aLocalRun(...more: readonly string[]): Promise<LocalRun> {
  const folder = temporaryFolder();
  const inbox = join(folder, 'inbox');
  const command = startTillwatch([
    ...['local', '--inbox', inbox, '--state', join(folder, 'state'), '--dashboard-port', '0'],
    ...more,
  ]);
  await command.saw(/Watching/);
  const [, url = ''] = /Dashboard: (\S+)/.exec(command.output()) ?? [];
  return {
    url,
    copy(key, content) {
      const path = join(inbox, key);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    command,
    async stop() {
      command.kill('SIGINT');
      await command.finished;
    },
  };
}
