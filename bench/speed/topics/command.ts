// `tillwatch score` on one file as whoever types it waits for it, beside a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { byTurns, median } from '../rivals.ts';
import { amount, type Topic } from '../topic.ts';

const ROUNDS = { full: 25, quick: 7 };
const SCORE = ['dist/tillwatch.js', 'score', 'samples/checkout_2.csv', '--date', '2026-01-16'];

export const command: Topic = {
  name: 'command',
  title: 'The command, from the prompt to the prompt',
  about:
    'The built command itself, not through npm: a process of its own each time, beside `node -e 0`, by turns; the middle of 25.',
  async measure(effort) {
    const [own, bare] = await byTurns(ROUNDS[effort], [() => wallMsOf(SCORE), () => wallMsOf(['-e', '0'])]);
    const middle = (times: readonly number[] | undefined) =>
      amount(
        median(times, (ms) => ms),
        'ms',
      );
    return {
      rows: [
        {
          what: '`tillwatch score` on one file',
          measured: middle(own),
          floor: middle(bare),
          goal: { of: 'ratio', is: 'at most', limit: 2.5 },
        },
      ],
      tables: [],
    };
  },
};

function wallMsOf(args: readonly string[]): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - begin;
}
