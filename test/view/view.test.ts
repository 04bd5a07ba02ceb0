// The page behind the link, with records as the emulated stack keeps them: what it shows, what it does, and what it never does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signed } from '../../lambda/view/link.ts';
import { emulatedView, VIEW_HOST, VIEW_KEY_SECRET } from '../../local/emulated-view.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';

const ORIGIN = `https://${VIEW_HOST}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
const INCIDENT = 'kiosk-2026-01-16-15h';

let stack: RunningStack;
let view: ReturnType<typeof emulatedView>;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-01-16T19:20:00Z');
  stack = await aRunningStack(now.toISOString(), {}, { hasView: true });
  view = emulatedView({ env: stack.env, now: () => now, log: stack.ports.log });
  const outage = aDay().quiet(15, 17).until(16).day;
  await stack.land('kiosk.csv', csvOf(outage), { checkout: 'kiosk', date: '2026-01-16' });
  await stack.land('site.csv', csvOf(outage), { checkout: 'site', date: '2026-01-16' });
});
afterEach(() => stack.close());

/** The link in the e-mail about a checkout. */
function linkOf(checkout: string): string {
  const email = stack.aws.sns
    .deliveries()
    .find(({ protocol, subject }) => protocol === 'email' && subject?.includes(checkout));
  return /https:\/\/\S+/.exec(email?.body ?? '')?.[0] ?? '';
}

/** Fields of the form that does `act`, as its page has them. */
async function formOf(link: string, act: 'acknowledge' | 'silence'): Promise<URLSearchParams> {
  const { body = '' } = await view('GET', link);
  const form = body.split('<form').find((each) => each.includes(`value="${act}"`)) ?? '';
  const token = /name="form" value="([^"]+)"/.exec(form)?.[1] ?? '';
  return new URLSearchParams({ form: token, act, by: 'Ana', minutes: '30', why: 'looking into it' });
}

const send = (link: string, form: URLSearchParams, headers: Record<string, string> = FORM) =>
  view('POST', link, headers, form.toString());

const writes = () => stack.aws.calls.filter(({ operation }) => /^(Put|Delete|Copy|Publish|Send)/.test(operation));

describe('the link in an alert', () => {
  it('leads to the report of its incident, and to the day', async () => {
    const page = await view('GET', linkOf('kiosk'));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(INCIDENT);
    expect(page.body).toContain('<svg');
    const day = await view('GET', `${linkOf('kiosk')}/day`);
    expect(day.statusCode).toBe(200);
    expect(day.body).toContain('kiosk');
    expect(day.body).not.toContain('<form');
  });

  it('is made from the alert alone, so that it is the same at every retry', async () => {
    expect(linkOf('kiosk')).toMatch(new RegExp(`^${ORIGIN}/[\\w-]+\\.[\\w-]{43}$`));
    const key = 'a key that the emulator made up, as long as that of the stack...';
    const expiresAt = Date.parse('2026-01-23T19:20:00Z') / 1000;
    const again = signed({ checkout: 'kiosk', incident: INCIDENT, expiresAt, nonce: '' }, 'link', key);
    expect(linkOf('kiosk')).toBe(`${ORIGIN}/${again}`);
  });

  it('is left out where there is no view', async () => {
    const without = await aRunningStack(now.toISOString());
    await without.land('kiosk.csv', csvOf(aDay().quiet(15, 17).until(16).day), {
      checkout: 'kiosk',
      date: '2026-01-16',
    });
    expect(
      without.aws.sns
        .deliveries()
        .map(({ body }) => body)
        .join(),
    ).not.toContain('https://');
    expect(without.aws.calls.filter(({ service }) => service === 'secretsmanager')).toEqual([]);
    await without.close();
  });

  it('is left out where its key can not be read, and the alert goes out', async () => {
    stack.aws.secrets.delete(VIEW_KEY_SECRET);
    const fresh = await aRunningStack(now.toISOString(), {}, { hasView: true });
    fresh.aws.secrets.delete(VIEW_KEY_SECRET);
    await fresh.land('kiosk.csv', csvOf(aDay().quiet(15, 17).until(16).day), { checkout: 'kiosk', date: '2026-01-16' });
    expect(fresh.subjects()).toHaveLength(1);
    expect(
      fresh.aws.sns
        .deliveries()
        .map(({ body }) => body)
        .join(),
    ).not.toContain('https://');
    await fresh.close();
  });
});

describe('a GET', () => {
  it('never writes, however often scanners of e-mails follow it', async () => {
    const link = linkOf('kiosk');
    const before = await stack.record('kiosk');
    stack.aws.calls.length = 0;
    for (const method of ['GET', 'HEAD', 'GET']) await view(method, link);
    await view('GET', `${link}/day`);
    await view('GET', `${link}?act=acknowledge&by=Scanner`);
    expect(stack.aws.calls.length).toBeGreaterThan(0);
    expect(writes()).toEqual([]);
    expect(await stack.record('kiosk')).toEqual(before);
  });

  it('and every other answer is kept by nobody, framed by nobody, listed nowhere', async () => {
    const link = linkOf('kiosk');
    const answers = [
      await view('GET', link),
      await view('GET', `${link}/day`),
      await view('GET', `${ORIGIN}/nothing`),
      await view('POST', link),
      await send(link, await formOf(link, 'acknowledge')),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 404, 403, 303]);
    for (const { headers = {} } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-robots-tag': expect.stringContaining('noindex'),
        'x-content-type-options': 'nosniff',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toMatch(/unsafe|script-src|https?:|\*/);
    }
  });

  it('is what other methods are not', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await view(method, linkOf('kiosk'))).statusCode).toBe(405);
    }
  });
});

describe('who has a link', () => {
  it('reaches nothing of other checkouts', async () => {
    const { body = '' } = await view('GET', linkOf('kiosk'));
    expect(body).not.toContain('site');
    stack.aws.calls.length = 0;
    for (const path of ['', '/day', '/day/../..', '/../checkouts/site.json', '/site', '//']) {
      await view('GET', `${linkOf('kiosk')}${path}`);
    }
    const places = stack.aws.calls.map(({ params }) => params.key).filter((key) => key !== undefined);
    expect(new Set(places)).toEqual(new Set(['checkouts/kiosk.json']));
  });

  it('can not send its form to the page of another', async () => {
    const answer = await send(linkOf('site'), await formOf(linkOf('kiosk'), 'acknowledge'));
    expect(answer.statusCode).toBe(403);
    expect((await stack.record('site'))?.incidents[0]?.acknowledgement).toBeNull();
  });

  it('has it for seven days', async () => {
    const link = linkOf('kiosk');
    now = new Date('2026-01-23T19:19:59Z');
    expect((await view('GET', link)).statusCode).toBe(200);
    now = new Date('2026-01-23T19:20:00Z');
    expect((await view('GET', link)).statusCode).toBe(410);
  });

  it('keeps it when the key is changed once, and loses it the second time', async () => {
    const link = linkOf('kiosk');
    stack.aws.secrets.put(VIEW_KEY_SECRET, 'the second key');
    now = new Date(now.getTime() + 10 * 60_000);
    expect((await view('GET', link)).statusCode).toBe(200);
    const sent = await send(link, await formOf(link, 'acknowledge'));
    expect(sent.statusCode).toBe(303);
    stack.aws.secrets.put(VIEW_KEY_SECRET, 'the third key');
    now = new Date(now.getTime() + 10 * 60_000);
    expect((await view('GET', link)).statusCode).toBe(404);
  });
});

describe('a form', () => {
  it('puts the person on the incident, and whoever heard of it hears that, as with the command', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    const answer = await send(link, form);
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: new URL(link).pathname } });
    expect((await stack.record('kiosk'))?.incidents[0]?.acknowledgement).toEqual({
      by: 'Ana',
      at: '2026-01-16T19:20:00.000Z',
      until: '2026-01-16T19:50:00.000Z',
      why: 'looking into it, by the link',
    });
    stack.at('2026-01-16T19:21:00Z');
    await stack.tick(new Date('2026-01-16T19:21:00Z'));
    expect(stack.subjects().at(-1)).toMatch(/kiosk.*(Ana|on it|acknowledged)/i);
    expect((await view('GET', link)).body).toContain('Ana is on it.');
  });

  it('keeps the checkout quiet, with who and why', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'silence');
    form.set('minutes', '60');
    expect((await send(link, form)).statusCode).toBe(303);
    expect((await stack.record('kiosk'))?.silences).toMatchObject([
      { by: 'Ana', why: 'looking into it, by the link', until: '2026-01-16T20:20:00.000Z', kinds: [], severities: [] },
    ]);
    expect((await stack.record('site'))?.silences).toEqual([]);
  });

  it('counts once, however often it is sent', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    const answers = await Promise.all([send(link, form), send(link, form), send(link, form)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409]);
    const after = await stack.record('kiosk');
    form.set('by', 'Eve');
    expect((await send(link, form)).statusCode).toBe(409);
    expect(await stack.record('kiosk')).toEqual(after);
  });

  it('has to be sent within the hour', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    now = new Date(now.getTime() + 60 * 60_000);
    expect((await send(link, form)).statusCode).toBe(403);
  });

  it('from elsewhere does nothing', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    const { origin, ...withoutOrigin } = FORM;
    const { 'sec-fetch-site': site, ...older } = FORM;
    const elsewhere: Record<string, Record<string, string>> = {
      'another site': { ...FORM, origin: 'https://evil.example' },
      'another site, by its metadata': { ...FORM, 'sec-fetch-site': 'cross-site' },
      'a neighbour': { ...FORM, 'sec-fetch-site': 'same-site' },
      'a page of its own that hides where it is': { ...older, origin: 'null' },
      'a program': { 'content-type': FORM['content-type'] },
      'a script, as JSON': { ...FORM, 'content-type': 'application/json' },
    };
    stack.aws.calls.length = 0;
    for (const headers of Object.values(elsewhere)) expect((await send(link, form, headers)).statusCode).toBe(403);
    expect(writes()).toEqual([]);
    expect([origin, site]).toEqual([ORIGIN, 'same-origin']);
    expect((await send(link, form, withoutOrigin)).statusCode).toBe(303);
  });

  it('of an older browser, which says only its origin, is taken', async () => {
    const { 'sec-fetch-site': _, ...older } = FORM;
    expect((await send(linkOf('kiosk'), await formOf(linkOf('kiosk'), 'acknowledge'), older)).statusCode).toBe(303);
  });

  it('that is not filled in as the page asks does nothing, and can be sent again', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    const wrongs: readonly Record<string, string>[] = [
      { by: '  ' },
      { by: 'x'.repeat(61) },
      { act: 'silence', why: '' },
      { act: 'silence', minutes: '0' },
      { minutes: '525600' },
      { minutes: 'soon' },
      { act: 'resolve' },
    ];
    stack.aws.calls.length = 0;
    for (const wrong of wrongs) {
      const sent = await send(link, new URLSearchParams({ ...Object.fromEntries(form), ...wrong }));
      expect(sent.statusCode).toBe(400);
    }
    expect(writes()).toEqual([]);
    expect((await send(link, form)).statusCode).toBe(303);
  });

  it('says who is on it where somebody else was quicker', async () => {
    const link = linkOf('kiosk');
    const [mine, theirs] = [await formOf(link, 'acknowledge'), await formOf(link, 'acknowledge')];
    await send(link, mine);
    theirs.set('by', 'Bia');
    const answer = await send(link, theirs);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Ana is on it already');
  });

  it('is not offered any more when the incident has ended', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    stack.at('2026-01-16T23:20:00Z');
    await stack.land('kiosk.csv', csvOf(aDay().quiet(15, 17).until(20).day), { checkout: 'kiosk', date: '2026-01-16' });
    expect((await view('GET', link)).body).not.toContain('<form');
    expect((await send(link, form)).statusCode).toBe(409);
  });

  it('shows names and reasons as text', async () => {
    const link = linkOf('kiosk');
    const form = await formOf(link, 'acknowledge');
    form.set('by', '<script>alert(1)</script>');
    await send(link, form);
    const { body = '' } = await view('GET', link);
    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });
});

describe('what is wrong', () => {
  it('a link that is none is a page that says so', async () => {
    for (const path of ['', 'a', 'a.b', 'robots.txt', '.env', 'x'.repeat(5_000)]) {
      const answer = await view('GET', `${ORIGIN}/${path}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('This link is not valid');
    }
  });

  it('a record that can not be read is a page that asks for patience', async () => {
    const link = linkOf('kiosk');
    stack.aws.intercept = ({ service }) =>
      service === 's3' ? { kind: 'before', status: 403, code: 'AccessDenied' } : undefined;
    expect((await view('GET', link)).statusCode).toBe(503);
  });
});
