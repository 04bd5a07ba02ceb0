// The local run as a user starts it: a process, a folder, Ctrl-C.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { readMetrics } from '../embedded-metrics.ts';
import { type RunningCommand, startTillwatch, temporaryFolder } from './a-command.ts';

const running: RunningCommand[] = [];
afterEach(async () => {
  for (const command of running.splice(0)) {
    command.kill('SIGKILL');
    await command.finished;
  }
});

function folders() {
  const folder = temporaryFolder();
  return { inbox: join(folder, 'inbox'), state: join(folder, 'state') };
}

function local({ inbox, state }: { inbox: string; state: string }, ...more: readonly string[]): RunningCommand {
  const command = startTillwatch(['local', '--inbox', inbox, '--state', state, ...more]);
  running.push(command);
  return command;
}

describe('tillwatch local --once', () => {
  it('replays the samples, shows their alerts and exits with 0', async () => {
    const { status, stdout, stderr } = await local(folders(), '--once').finished;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^P1 checkout: no sales 15h-17h, about \d+ lost, over now$/m);
    expect(stdout.match(/^P1 /gm)).toHaveLength(1);
    expect(stdout).toMatch(/^P[23] checkout: .*-09h, about \d+ lost, over now$/m);
    expect(stdout).toMatch(/When +\w{3} \d{4}-\d{2}-\d{2}, 15h-17h/);
    expect(stdout).toMatch(/SMS to \+5511900000000: .*P1 checkout/);
  });

  it('keeps the metrics off the screen, in a file', async () => {
    const places = folders();
    const { stdout } = await local(places, '--once').finished;
    expect(stdout).not.toContain('CloudWatchMetrics');
    const lines = readFileSync(join(places.state, 'metrics.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => readMetrics(line)?.values)).toEqual([
      expect.objectContaining({ Files: 1, Rows: 24 }),
      expect.objectContaining({ Files: 1, Rows: 24, OpenedP1: 1 }),
    ]);
  });
});

describe('tillwatch local', () => {
  it('takes a file that is copied into the inbox folder the same way, until Ctrl-C', async () => {
    const place = folders();
    const command = local(place);
    await command.saw(/Watching/);
    mkdirSync(join(place.inbox, 'kiosk'), { recursive: true });
    writeFileSync(join(place.inbox, 'kiosk', '2026-01-16.csv'), csvOf(aDay().quiet(15, 17).day));
    await command.saw(/^P4 kiosk: history, no sales 15h-17h/m);
    writeFileSync(join(place.inbox, 'broken.csv'), 'nonsense');
    await command.saw(/^P3 broken: /m);
    command.kill('SIGINT');
    expect((await command.finished).status).toBe(0);
  });

  it('ends in good order when it is stopped in the middle of the samples', async () => {
    const place = folders();
    const command = local(place);
    await command.saw(/checkout_1.csv lands/);
    command.kill('SIGINT');
    expect((await command.finished).status).toBe(0);
    expect(existsSync(join(place.state, 'lock'))).toBe(false);
  });

  it('goes on when its folder is taken away, and prints hostile names harmlessly', async () => {
    const place = folders();
    const command = local(place);
    await command.saw(/Watching/);
    rmSync(place.inbox, { recursive: true });
    await new Promise((settle) => setTimeout(settle, 600));
    writeFileSync(join(place.inbox, 'e\u001b[31mr\u202e.csv'), 'nonsense');
    await command.saw(/was dropped/);
    command.kill('SIGINT');
    const { status, stdout } = await command.finished;
    expect(status).toBe(0);
    for (const character of ['\u001b', '\u202e']) expect(stdout).not.toContain(character);
  });

  it('tells a second start that the first one runs', async () => {
    const place = folders();
    const first = local(place);
    await first.saw(/Watching/);
    const second = await local(place).finished;
    expect(second.status).toBe(2);
    expect(second.stderr).toMatch(/already running here: .*process \d+/);
  });

  it('takes over after a run that was killed', async () => {
    const place = folders();
    const first = local(place);
    await first.saw(/Watching/);
    first.kill('SIGKILL');
    await first.finished;
    expect((await local(place, '--once').finished).status).toBe(0);
  });

  it('goes on with what it knew when it is told to keep it', async () => {
    const place = folders();
    const first = local(place);
    await first.saw(/Watching/);
    mkdirSync(place.inbox, { recursive: true });
    copyFileSync('samples/checkout_2.csv', join(place.inbox, 'checkout_2.csv'));
    await first.saw(/^P\d checkout_2: /m);
    first.kill('SIGINT');
    await first.finished;
    const journal = readFileSync(join(place.state, 'aws', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('checkouts/checkout_2.json');
    const second = local(place, '--keep');
    await second.saw(/Watching/);
    copyFileSync('samples/checkout_1.csv', join(place.inbox, 'other.csv'));
    await second.saw(/other.csv was dropped/);
    second.kill('SIGINT');
    const { stdout } = await second.finished;
    expect(stdout).not.toContain('checkout_2.csv was dropped');
    expect(stdout).not.toMatch(/^P\d checkout_2: /m);
  });

  it('says so when the port that it was given is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((settle) => other.once('listening', settle));
    const { port } = other.address() as { port: number };
    const { status, stderr } = await local(folders(), '--port', String(port)).finished;
    other.close();
    expect(status).toBe(2);
    expect(stderr).toContain(`port ${port} is taken`);
  });
});
