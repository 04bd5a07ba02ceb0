// Who may ask the dashboard what: nobody but its own page, and nothing but what it knows by name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDashboard, type RunningDashboard } from './a-dashboard.ts';

let running: RunningDashboard;
beforeAll(async () => {
  running = await aDashboard('2026-01-17T03:20:00Z');
});
afterAll(() => running.close());

const silence = JSON.stringify({ checkout: 'kiosk', by: 'Ana', why: 'works', forMs: 3_600_000, kinds: [] });

describe('the dashboard', () => {
  it('listens on the loopback interface only', () => {
    expect(new URL(running.dashboard.url).hostname).toBe('127.0.0.1');
  });

  it.each(['evil.example', 'evil.example:7377', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'answers nothing to the rebound name "%s"',
    async (host) => {
      const { status, body } = await running.ask('/api/overview', { headers: { host } });
      expect({ status, code: JSON.parse(body).code }).toEqual({ status: 403, code: 'host-unknown' });
    },
  );

  it.each(['http://evil.example', 'null', 'https://127.0.0.1'])('answers nothing to the origin %s', async (origin) => {
    expect((await running.ask('/api/overview', { headers: { origin } })).status).toBe(403);
    expect((await running.ask('/api/silence', { method: 'POST', body: silence, headers: { origin } })).status).toBe(
      403,
    );
  });

  it('takes a post from its own page', async () => {
    expect((await running.ask('/api/silence', { method: 'POST', body: silence })).status).toBe(200);
    expect(running.acted).toEqual(['silence["kiosk",{"by":"Ana","why":"works","forMs":3600000,"kinds":[]}]']);
  });

  it.each([
    ['without an origin', { origin: null }, 403],
    ['without the token', { 'x-tillwatch-token': null }, 403],
    ['with another token', { 'x-tillwatch-token': 'A'.repeat(32) }, 403],
    ['as a form could send it', { 'content-type': 'text/plain' }, 415],
  ])('takes no post %s', async (_how, headers, status) => {
    const before = running.acted.length;
    expect((await running.ask('/api/silence', { method: 'POST', body: silence, headers })).status).toBe(status);
    expect(running.acted).toHaveLength(before);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD'])('knows no %s', async (method) => {
    expect((await running.ask('/api/overview', { method })).status).toBe(405);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/page.js/../../package.json',
    '/api',
    '/dist/tillwatch.js',
    'http://evil.example/',
    '*',
  ])('reaches no file by asking for %s', async (path) => {
    const { status, body } = await running.ask(path);
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 404, code: 'not-found' });
  });

  it('lets its page run and load nothing but what it brought', async () => {
    const { headers } = await running.ask('/');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|http:|https:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    ['nobody', { by: '  ' }, 'by is missing'],
    ['no reason', { why: '' }, 'why is missing'],
    ['a century', { forMs: 3_155_760_000_000 }, 'forMs'],
    ['an unknown kind', { kinds: ['rain'] }, 'kinds.0'],
    ['a field too many', { admin: true }, 'admin'],
  ])('refuses a silence with %s', async (_what, part, told) => {
    const body = JSON.stringify({ ...JSON.parse(silence), ...part });
    const { status, body: answer } = await running.ask('/api/silence', { method: 'POST', body });
    expect(status).toBe(409);
    expect(JSON.parse(answer)).toMatchObject({ code: 'body-invalid', message: expect.stringContaining(told) });
  });

  it.each(['nonsense', '[]', 'null', '"text"'])('refuses the body %s', async (body) => {
    const { status, body: answer } = await running.ask('/api/acknowledge', { method: 'POST', body });
    expect({ status, code: JSON.parse(answer).code }).toEqual({ status: 409, code: 'body-invalid' });
  });

  it('stops reading a body that is too long', async () => {
    const body = JSON.stringify({ incident: 'x'.repeat(20_000) });
    const { status, body: answer } = await running.ask('/api/acknowledge', { method: 'POST', body });
    expect({ status, code: JSON.parse(answer).code }).toEqual({ status: 409, code: 'body-too-large' });
  });
});
