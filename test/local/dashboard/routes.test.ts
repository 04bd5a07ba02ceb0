// What the dashboard tells of a run: overview, one checkout, alerts as they go out, and the day's report.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TillwatchError } from '../../../lambda/errors.ts';
import { sampleFile } from '../../../local/sample-file.ts';
import { aDashboard, type RunningDashboard } from './a-dashboard.ts';

let running: RunningDashboard;
beforeAll(async () => {
  running = await aDashboard('2026-01-16T03:20:00Z', {
    acknowledge: async (incident) => {
      throw new TillwatchError('incident-acknowledged', `${incident}: Bia is on it already`);
    },
  });
  const { stack } = running;
  await stack.land('checkout_1.csv', readFileSync(sampleFile('checkout_1.csv')), { checkout: 'c', date: '2026-01-15' });
  stack.at('2026-01-17T03:20:00Z');
  await stack.land('checkout_2.csv', readFileSync(sampleFile('checkout_2.csv')), { checkout: 'c', date: '2026-01-16' });
  await stack.land('broken.csv', 'nonsense');
});
afterAll(() => running.close());

const json = async (path: string) => JSON.parse((await running.ask(path)).body);

describe('GET /api/overview', () => {
  it('lists checkouts with their dates, open incidents first, and files with what became of them', async () => {
    const { now, checkouts, incidents, files } = await json('/api/overview');
    expect(now).toBe('2026-01-17T03:20:00.000Z');
    expect(checkouts).toEqual([
      { checkout: 'broken', dates: [], worst: 'P3' },
      { checkout: 'c', dates: ['2026-01-15', '2026-01-16'], worst: null },
    ]);
    expect(incidents.map(({ severity, status }: { severity: string; status: string }) => [severity, status])).toEqual([
      ['P3', 'open'],
      ['P1', 'resolved'],
      ['P2', 'resolved'],
    ]);
    const [broken] = files.filter(({ key }: { key: string }) => key === 'broken.csv');
    expect(broken).toMatchObject({ outcome: 'quarantine', reason: { message: expect.stringMatching(/\w/) } });
  });
});

describe('GET /api/checkout', () => {
  it("gives the checkout's record and the settings that it is judged by", async () => {
    const { record, settings } = await json('/api/checkout?id=c');
    expect(Object.keys(record.days)).toEqual(['2026-01-15', '2026-01-16']);
    expect(settings).toMatchObject({ timeZone: 'America/Sao_Paulo', falseAlarmsPer100Days: 1 });
  });

  it.each(['', 'nobody', '../receipts/broken.csv', '__proto__'])('has none called "%s"', async (id) => {
    expect((await running.ask(`/api/checkout?id=${encodeURIComponent(id)}`)).status).toBe(404);
  });
});

describe('GET /report/day', () => {
  it('is a page of its own, with the conclusion and without scripts', async () => {
    const { status, headers, body } = await running.ask('/report/day?checkout=c&date=2026-01-16');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).toMatch(/15h.17h/);
    expect(body).not.toContain('<script');
  });

  it.each(['checkout=c&date=2026-01-01', 'checkout=nobody&date=2026-01-16', ''])('has none for "%s"', async (query) => {
    expect((await running.ask(`/report/day?${query}`)).status).toBe(404);
  });
});

describe('POST /api/acknowledge', () => {
  it('answers what the command would have said when it cannot be done', async () => {
    const body = JSON.stringify({ incident: 'i', by: 'Ana', why: null, forMs: null });
    const { status, body: answer } = await running.ask('/api/acknowledge', { method: 'POST', body });
    expect({ status, ...JSON.parse(answer) }).toEqual({
      status: 409,
      code: 'incident-acknowledged',
      message: 'i: Bia is on it already',
    });
  });
});

interface Told {
  readonly id: string;
  readonly subject: string;
}

describe('GET /api/events', () => {
  it('brings a new reader the alerts so far, and each later one as it goes out', async () => {
    const reader = eventReader(null);
    expect(await reader.alerts(3)).toEqual([
      expect.stringMatching(/^P2 c: /),
      expect.stringMatching(/^P1 c: /),
      expect.stringMatching(/^P3 broken: /),
    ]);
    await running.stack.land('worse.csv', 'nonsense');
    expect(await reader.alerts(4)).toContainEqual(expect.stringMatching(/^P3 worse: /));
    await reader.changed();
    reader.close();
  });

  it('goes on where a reader whose connection broke had stopped', async () => {
    const first = eventReader(null);
    await first.alerts(2);
    const [, second] = first.seen();
    first.close();
    const again = eventReader(second?.id ?? '');
    expect((await again.alerts(1))[0]).toMatch(/^P3 broken: /);
    again.close();
  });

  it('begins anew for a reader of a run whose state is gone', async () => {
    const reader = eventReader('1.another-run');
    expect((await reader.alerts(1))[0]).toMatch(/^P2 c: /);
    reader.close();
  });
});

/** Reads server-sent events as EventSource does. */
function eventReader(lastEventId: string | null) {
  const { hostname, port, host } = new URL(running.dashboard.url);
  const seen: Told[] = [];
  let changes = 0;
  let waiting: () => void = () => {};
  const headers = { host, ...(lastEventId !== null && { 'last-event-id': lastEventId }) };
  const asked = request({ hostname, port, path: '/api/events', headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('event: changed')) changes++;
        const [, id = '', data = ''] = /^id: (.*)\nevent: alert\ndata: (.*)$/.exec(event) ?? [];
        if (data !== '' && JSON.parse(data).protocol === 'email') seen.push({ id, subject: JSON.parse(data).subject });
      }
      waiting();
    });
    response.on('error', () => {});
  });
  asked.on('error', () => {});
  asked.end();
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
  };
  return {
    seen: () => seen,
    async alerts(count: number) {
      await until(() => seen.length >= count);
      return seen.map(({ subject }) => subject);
    },
    changed: () => until(() => changes > 1),
    close: () => asked.destroy(),
  };
}

describe('GET /metrics', () => {
  it('tells Prometheus of every checkout with a day on record, of what is open and of what was refused', async () => {
    const { body, headers } = await running.ask('/metrics');
    expect(headers['content-type']).toContain('version=0.0.4');
    expect(body).toContain('checkout_transactions_total_today{dataset="c"} 427\n');
    expect(body).toMatch(/^tillwatch_incidents_open\{severity="P3"\} [1-9]$/m);
    expect(body).toMatch(/^tillwatch_quarantined_files [1-9]$/m);
  });
});
