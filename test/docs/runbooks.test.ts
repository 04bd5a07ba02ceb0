// What a runbook tells somebody to type at 03:00 exists: commands, their options, ready queries, and the pages it leads to.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = 'docs/runbooks';
const pages = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
const commandsIn = (text: string) => [...text.matchAll(/`tillwatch ([^`]+)`/g)].map(([, command = '']) => command);

describe('the runbooks', () => {
  it('are one for each kind of incident', () => {
    expect(pages.map(([name]) => name).sort()).toEqual(
      ['README.md', 'data.md', 'drop.md', 'level.md', 'outage.md', 'spike.md'].sort(),
    );
  });

  it.each(pages)('%s leads to pages that are there', (_, text) => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      expect(existsSync(join(FOLDER, target)), target).toBe(true);
    }
  });

  const commands = [...new Set(pages.flatMap(([, text]) => commandsIn(text)))];
  const names = [...new Set(commands.map((command) => command.split(' ')[0] ?? ''))];

  it.each(names)('tillwatch %s is a command, with the options that are named', (name) => {
    const help = execFileSync(process.execPath, ['dist/tillwatch.js', name, '--help'], { encoding: 'utf8' });
    const options = commands
      .filter((command) => command.startsWith(`${name} `))
      .flatMap((c) => c.match(/--\w+/g) ?? []);
    for (const option of options) expect(help).toContain(option);
  });

  it('name ready queries that are there', () => {
    const queries = commands.flatMap((command) => /^sql ([a-z-]+)$/.exec(command)?.[1] ?? []);
    expect(queries.length).toBeGreaterThan(5);
    for (const query of queries) expect(existsSync(`sql/${query}.sql`), query).toBe(true);
  });

  it.each(pages.filter(([name]) => name !== 'README.md'))('%s has all that is needed on one page', (_, text) => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'The first five minutes',
      'Confirm it',
      'Likely causes, in the order in which to look',
      'Escalate',
      'Communicate',
      'Close',
    ]);
    expect(text).toContain('**What it means.**');
    expect(text).toContain('```promql');
  });
});
