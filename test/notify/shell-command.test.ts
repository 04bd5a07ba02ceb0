// The proof is the shell: what it hands to the command must be the name, to the byte.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellCommand } from '../../lambda/notify/shell-command.ts';

/** What bash hands over as arguments, each ended by NUL. `hand` stands for `tillwatch receipt`. */
function argumentsThatBashHandsOver(lines: readonly string[]): string[] {
  const script = `hand() { printf '%s\\0' "$@"; }\n${lines.join('\n')}\n`;
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' };
  return execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1);
}

describe('a command to be copied', () => {
  test.each([
    ['sales/checkout_1/2026-01-15.csv', 'hand sales/checkout_1/2026-01-15.csv'],
    ["vendas de hoje (2)'s.csv", "hand 'vendas de hoje (2)'\\''s.csv'"],
    ['$(reboot)`reboot`;reboot', "hand '$(reboot)`reboot`;reboot'"],
    ['a\nb\u202e.csv', "hand $'a\\u000ab\\u202e.csv'"],
    ['-rf', 'hand -- -rf'],
  ])('quotes %j', (key, expected) => {
    expect(shellCommand('hand', key, 72)).toEqual([expected]);
  });

  test('goes on in further lines where it is long', () => {
    const key = `${'pasta com espaço/'.repeat(12)}vendas.csv`;
    const lines = shellCommand('hand', key, 72);
    expect(lines.length).toBeGreaterThan(1);
    expect(argumentsThatBashHandsOver(lines)).toEqual([key]);
  });

  test('is followed by what comes after the name, on a line of its own where it is long', () => {
    expect(shellCommand('hand', 'kiosk', 72, 'VERDICT')).toEqual(['hand kiosk VERDICT']);
    for (let length = 40; length <= 160; length++) {
      const lines = shellCommand('hand', 'k'.repeat(length), 72, 'VERDICT');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
      if (length % 20 === 0) expect(argumentsThatBashHandsOver(lines)).toEqual(['k'.repeat(length), 'VERDICT']);
    }
  });

  test('hands over exactly the name, whatever it is, in lines that fit', () => {
    const anyKey = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 120 })
      .filter((key) => !key.includes('\0') && key.isWellFormed());
    const someKeys = fc.array(anyKey, { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(someKeys, (keys) => {
        const commands = keys.map((key) => shellCommand('hand', key, 72));
        expect(Math.max(...commands.flat().map((line) => line.length))).toBeLessThanOrEqual(72);
        const expected = keys.flatMap((key) => (key.startsWith('-') ? ['--', key] : [key]));
        expect(argumentsThatBashHandsOver(commands.flat())).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });
});
