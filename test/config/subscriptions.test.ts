// Entries of `subscriptions`: what is refused, and what their filter policies let through, by the emulator's own reading.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../lambda/config/config.ts';
import { filterPolicy, type Subscription } from '../../lambda/config/subscriptions.ts';
import { filterPolicy as emulated, passes } from '../../local/aws/sns/filter-policy.ts';

const parsed = (...subscriptions: readonly object[]) => parseConfig(JSON.stringify({ subscriptions })).subscriptions;
const analyst = { protocol: 'email', endpoint: 'analyst@example.com' };

/** Does an alert, the first one of an outage unless told otherwise, reach the subscriber? */
function hears(entry: object, alert: { checkout?: string; escalation?: number; transition?: string } = {}): boolean {
  const [subscription] = parsed({ ...analyst, ...entry }) as [Subscription];
  const { checkout = 'shop-7', escalation = 0, transition = 'opened' } = alert;
  return passes(emulated(JSON.stringify(filterPolicy(subscription))), {
    checkout: { type: 'String', value: checkout },
    escalation: { type: 'Number', value: String(escalation) },
    transition: { type: 'String', value: transition },
  });
}

/** What belongs to no single checkout: a storm, a handoff. */
function hearsNotice(entry: object): boolean {
  const [subscription] = parsed({ ...analyst, ...entry }) as [Subscription];
  return passes(emulated(JSON.stringify(filterPolicy(subscription))), { escalation: { type: 'Number', value: '0' } });
}

describe('a subscriber', () => {
  it('hears the first alert and one reminder unless it says otherwise', () => {
    expect([0, 1, 2, 4].map((escalation) => hears({}, { escalation }))).toEqual([true, true, false, false]);
  });

  it('hears reminders up to the step it names', () => {
    expect([0, 3, 4].map((escalation) => hears({ escalation: 3 }, { escalation }))).toEqual([true, true, false]);
    expect([0, 4].map((escalation) => hears({ escalation: { from: 0 } }, { escalation }))).toEqual([true, true]);
  });

  it('can be called by a later reminder only, and then also hears who is on it and how it ends', () => {
    const lead = { escalation: { from: 2 } };
    expect([0, 1, 2, 4].map((escalation) => hears(lead, { escalation }))).toEqual([false, false, true, true]);
    expect(hears(lead, { transition: 'resolved' })).toBe(true);
    expect(hears(lead, { transition: 'acknowledged' })).toBe(true);
    expect(hears({ escalation: { from: 2, to: 2 } }, { escalation: 3 })).toBe(false);
    expect(hears({ escalation: { from: 2, to: 3 } }, { escalation: 3 })).toBe(true);
  });

  it('hears the checkouts it names, by their names or the beginnings of them', () => {
    const own = { checkouts: ['site', 'shop-*'] };
    expect(['site', 'shop-7', 'site-2', 'kiosk'].map((checkout) => hears(own, { checkout }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('hears storms whichever checkouts it names: they may be among them', () => {
    expect(hearsNotice({ checkouts: ['site'] })).toBe(true);
    expect(hearsNotice({})).toBe(true);
    expect(hearsNotice({ escalation: { from: 2 } })).toBe(false);
  });

  it('can name as many checkouts as a filter policy holds', () => {
    const checkouts = (count: number) => Array.from({ length: count }, (_, i) => `shop-${i}`);
    expect(hears({ checkouts: checkouts(149) })).toBe(true);
    expect(() => parsed({ ...analyst, checkouts: checkouts(150) })).toThrow(/more checkouts than a filter policy/);
    expect(hears({ checkouts: checkouts(36), escalation: { from: 1 } }, { escalation: 1 })).toBe(true);
    expect(() => parsed({ ...analyst, checkouts: checkouts(37), escalation: { from: 1 } })).toThrow(/150 combinations/);
  });
});

describe('the list of subscriptions', () => {
  it.each([
    [{ protocol: 'https', endpoint: 'http://example.com' }, 'begins with https://'],
    [{ protocol: 'sqs', endpoint: 'my-queue' }, "no standard queue's ARN"],
    [{ protocol: 'slack', secret: 'a secret' }, 'no name of a secret'],
    [{ protocol: 'slack', secret: 's', channel: '#alerts' }, 'no channel id such as C0123456789'],
    [{ protocol: 'slack' }, 'secret'],
    [{ protocol: 'pagerduty', secret: 's', name: 'Night shift' }, 'no name such as night-shift'],
    [{ protocol: 'pagerduty', secret: 's', chanel: 'C0123456789' }, 'did you mean channel?'],
    [{ ...analyst, checkouts: ['*-7'] }, 'is no checkout such as shop-7'],
    [{ ...analyst, escalation: { from: 3, to: 2 } }, 'from must not be later than to'],
    [{ protocol: 'fax', endpoint: '1' }, 'protocol'],
  ])('refuses %j', (entry, complaint) => {
    expect(() => parsed(entry)).toThrowError(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => parsed(entry)).toThrow(complaint);
  });

  it('gives every channel that is relayed a name, and none the same', () => {
    expect(parsed({ protocol: 'slack', secret: 's' }, { protocol: 'chat' })).toMatchObject([
      { name: 'slack' },
      { name: 'chat' },
    ]);
    expect(() => parsed({ protocol: 'slack', secret: 'a' }, { protocol: 'slack', secret: 'b' })).toThrow(
      'two channels called slack; give each a name of its own',
    );
  });

  it('lets nobody have two filters on one topic, as SNS would keep one of them', () => {
    expect(() => parsed(analyst, { ...analyst, checkouts: ['site'] })).toThrow(/twice for P1 with different filters/);
    expect(() => parsed(analyst, { ...analyst, severities: ['P4'], checkouts: ['site'] })).not.toThrow();
  });
});

describe('settings of text messages', () => {
  it.each([
    ['{"sms":{"senderId":"tillwatch.io"}}', 'sms.senderId is no sender id'],
    ['{"sms":{"senderId":"123"}}', 'a letter among them'],
    ['{"sms":{"originationNumber":"55 11"}}', 'sms.originationNumber is no number'],
    ['{"sms":{"maxPrice":1}}', 'did you mean maxPriceUsd?'],
  ])('refuses %s', (json, complaint) => {
    expect(() => parseConfig(json)).toThrow(complaint);
  });
});
