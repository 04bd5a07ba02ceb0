// Uploads land in the inbox folder, whatever they are called, and nowhere else.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepUpload, uploadName } from '../../../local/dashboard/upload.ts';
import { aDashboard, type RunningDashboard } from './a-dashboard.ts';

describe('the name of an upload', () => {
  it.each([
    ['checkout_2.csv', 'checkout_2.csv'],
    ['Relatório de vendas (1).csv', 'Relatório de vendas (1).csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\vendas.csv', 'vendas.csv'],
    ['.hidden.csv', 'hidden.csv'],
    ['a\u0000b\u202e.csv', 'ab.csv'],
    ['<svg onload=alert(1)>.csv', 'svg onload=alert(1).csv'],
    ['backup.csv~', 'backup.csv'],
  ])('makes of %j a file called %j', (given, kept) => {
    expect(uploadName(given)).toBe(kept);
  });

  it.each(['', '..', '/', '~', '\u0000'])('refuses %j', (given) => {
    expect(() => uploadName(given)).toThrow(expect.objectContaining({ code: 'name-invalid' }));
  });

  it('is one plain path segment, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        let name: string;
        try {
          name = uploadName(given);
        } catch {
          return;
        }
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\.|~$/u);
        expect(dirname(resolve('/inbox', name))).toBe('/inbox');
        expect(uploadName(name)).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('keeping an upload', () => {
  it('replaces a link out of the folder instead of following it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillwatch-'));
    const inbox = join(folder, 'inbox');
    const outside = join(folder, 'outside.csv');
    mkdirSync(inbox);
    writeFileSync(outside, 'untouched');
    symlinkSync(outside, join(inbox, 'link.csv'));
    keepUpload(inbox, 'link.csv', Buffer.from('new'));
    expect(readFileSync(outside, 'utf8')).toBe('untouched');
    expect(readFileSync(join(inbox, 'link.csv'), 'utf8')).toBe('new');
    expect(readdirSync(inbox)).toEqual(['link.csv']);
  });
});

describe('POST /api/upload', () => {
  let running: RunningDashboard;
  beforeAll(async () => {
    running = await aDashboard('2026-01-17T03:20:00Z');
  });
  afterAll(() => running.close());

  const upload = (name: string, body: string) =>
    running.ask(`/api/upload?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream' },
    });

  it('writes the bytes into the watched folder and says under which key they will be found', async () => {
    expect(JSON.parse((await upload('kiosk.csv', 'a,b\n')).body)).toEqual({ key: 'kiosk.csv' });
    expect(readFileSync(join(running.inboxFolder, 'kiosk.csv'), 'utf8')).toBe('a,b\n');
  });

  it('leads no name out of the folder', async () => {
    expect(JSON.parse((await upload('../outside.csv', 'x')).body)).toEqual({ key: 'outside.csv' });
    expect(existsSync(join(dirname(running.inboxFolder), 'outside.csv'))).toBe(false);
  });

  it('says why a file without a usable name is refused', async () => {
    const { status, body } = await upload('...', 'x');
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 409, code: 'name-invalid' });
  });
});
