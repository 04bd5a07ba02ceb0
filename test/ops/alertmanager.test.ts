// The Alertmanager file: it loads, each severity goes where it should, and what people get can be rendered.
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Receivers, startReceivers } from './receivers.ts';
import { type RunningAlertmanager, startAlertmanager } from './running-alertmanager.ts';

const CONFIG = 'ops/alertmanager/alertmanager.yml';
const amtool = (...args: string[]) => execFileSync('amtool', args, { encoding: 'utf8', stdio: 'pipe' }).trim();

describe('the configuration', () => {
  it('is valid', () => {
    expect(amtool('check-config', CONFIG)).toContain('SUCCESS');
  });

  it.each([
    ['P1', 'pagerduty,slack-critical,email-oncall'],
    ['P2', 'pagerduty,slack-critical'],
    ['P3', 'slack-monitoring'],
    ['P4', 'slack-info'],
    ['P5', 'slack-info'],
  ])('sends %s to %s', (severity, receivers) => {
    expect(amtool('config', 'routes', 'test', `--config.file=${CONFIG}`, `severity=${severity}`)).toBe(receivers);
  });

  it('sends what asks for it to a machine as well, and what has no severity to the monitoring channel', () => {
    const route = (...labels: string[]) => amtool('config', 'routes', 'test', `--config.file=${CONFIG}`, ...labels);
    expect(route('severity=P3', 'notify=webhook')).toBe('webhook,slack-monitoring');
    expect(route('alertname=Other')).toBe('slack-monitoring');
  });
});

describe('a running Alertmanager', () => {
  let receivers: Receivers;
  let alertmanager: RunningAlertmanager;

  beforeEach(async () => {
    receivers = await startReceivers();
    alertmanager = await startAlertmanager(receivers);
  });
  afterEach(() => {
    alertmanager.close();
    receivers.close();
  });

  it('pages, posts and mails a P1 with the fact first, and tells its end', async () => {
    await alertmanager.send([outage]);
    const [page] = await receivers.arrived('pagerduty');
    expect(JSON.parse(page?.text ?? '')).toMatchObject({
      event_action: 'trigger',
      payload: {
        summary: 'P1 shop: no sales in the last hour',
        severity: 'critical',
        custom_details: { alerts: expect.stringContaining('31 were expected.') },
      },
    });
    const [post] = await receivers.arrived('slack');
    expect(JSON.parse(post?.text ?? '')).toMatchObject({
      channel: '#incidents-critical',
      attachments: [{ title: 'P1 shop: no sales in the last hour', color: 'danger' }],
    });
    expect(post?.text).toContain('runbook: docs/runbooks/outage.md');
    const [mail] = await receivers.arrived('mail');
    expect(mail?.text).toContain('Subject: P1 shop: no sales in the last hour');
    expect(mail?.text).toContain('since 2026-01-16 18:15 UTC');

    await alertmanager.send([{ ...outage, endsAt: new Date().toISOString() }]);
    const posts = await receivers.arrived('slack', 2);
    expect(JSON.parse(posts[1]?.text ?? '')).toMatchObject({
      attachments: [{ title: 'RESOLVED P1 shop: no sales in the last hour', color: 'good' }],
    });
    const pages = await receivers.arrived('pagerduty', 2);
    expect(JSON.parse(pages[1]?.text ?? '')).toMatchObject({ event_action: 'resolve' });
  });

  it('tells a checkout at its worst only, and blindness always', async () => {
    // Of alerts that began long ago no group waits, so the lesser ones could be out before the worst is known.
    await alertmanager.send([outage]);
    await receivers.arrived('mail');
    const lesser = (labels: Readonly<Record<string, string>>) => ({
      ...outage,
      labels: { ...outage.labels, ...labels },
    });
    await alertmanager.send([
      lesser({ alertname: 'TransactionDropHigh', severity: 'P3' }),
      lesser({ alertname: 'MetricsCollectionStale', severity: 'P3', kind: 'data' }),
      lesser({ alertname: 'TransactionDropHigh', severity: 'P3', dataset: 'other' }),
    ]);
    const channels = (await receivers.arrived('slack', 3)).map(({ text }) => JSON.parse(text));
    const told = channels.map(({ channel, attachments }) => `${channel} ${attachments[0].fallback.split(' | ')[0]}`);
    expect(channels.filter(({ channel }) => channel === '#incidents-critical')).toHaveLength(1);
    const monitoring = channels.filter(({ channel }) => channel === '#monitoring-alerts');
    expect(monitoring, told.join('\n')).toHaveLength(2);
    expect(monitoring.every(({ attachments }) => !attachments[0].title.includes('more'))).toBe(true);
  });

  it('hands the whole group to a machine that a rule asks for', async () => {
    await alertmanager.send([{ ...outage, labels: { ...outage.labels, notify: 'webhook' } }]);
    const [call] = await receivers.arrived('webhook');
    expect(JSON.parse(call?.text ?? '')).toMatchObject({ status: 'firing', commonLabels: { dataset: 'shop' } });
  });
});

const outage = {
  labels: {
    alertname: 'ZeroTransactionsCritical',
    severity: 'P1',
    service: 'checkout',
    kind: 'outage',
    dataset: 'shop',
  },
  annotations: {
    summary: 'shop: no sales in the last hour',
    description: '31 were expected.',
    runbook: 'docs/runbooks/outage.md',
  },
  startsAt: '2026-01-16T18:15:00Z',
};
