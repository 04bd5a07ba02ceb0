// What holds for every message to a chat or a pager, whatever checkouts, people and files are called.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import type { AlertJson } from '../../lambda/notify/alert-json.ts';
import { chatNotification } from '../../lambda/notify/chat-notification.ts';
import { message } from '../../lambda/notify/message.ts';
import type { NoticeJson } from '../../lambda/notify/notice-json.ts';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { LONGEST_DEDUP_KEY, LONGEST_SUMMARY, pagerDutyEvent } from '../../lambda/notify/pagerduty.ts';
import { slackMessage } from '../../lambda/notify/slack.ts';
import { SLACK_LIMITS, type SlackBlock, type TextObject } from '../../lambda/notify/slack-blocks.ts';
import { handoffNotice } from '../../lambda/watch/handoff.ts';
import { stormNotice } from '../../lambda/watch/storm-notice.ts';
import { anAlert, CONTEXT, OUTAGE } from './an-alert.ts';
import { anyAlert } from './any-alert.ts';

type Told = AlertJson | NoticeJson;

const NOW = new Date('2026-01-16T23:00:00Z');
const HANDOFF = { meantFor: '2026-01-16T20:00', at: NOW, since: new Date('2026-01-16T11:00:00Z') };
const anyLocale = fc.constantFrom(...LOCALES);

const anyAlertJson = fc
  .tuple(anyAlert, anyLocale)
  .map(([alert, locale]): AlertJson => JSON.parse(message(alert, { ...CONTEXT, locale }).json));

const anyNoticeJson = fc
  .tuple(fc.array(anyAlert, { minLength: 1, maxLength: 30 }), anyLocale, fc.boolean())
  .map(([alerts, locale, isStorm]): NoticeJson => {
    const incidents = alerts.map(({ incident }) => incident);
    const notice = isStorm
      ? stormNotice(null, alerts, locale, NOW)
      : handoffNotice(incidents, HANDOFF, { timeZone: 'America/Sao_Paulo', locale }, NOW);
    return JSON.parse(noticeMessage(notice, { ...CONTEXT, locale }).json);
  });

const anyTold: fc.Arbitrary<Told> = fc.oneof(anyAlertJson, anyNoticeJson);

function forEverything(holds: (told: Told) => void) {
  fc.assert(fc.property(anyTold, holds), { numRuns: 200 });
}

function texts(block: SlackBlock): readonly TextObject[] {
  switch (block.type) {
    case 'header':
      return [block.text];
    case 'section':
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])];
    case 'context':
      return block.elements;
    case 'actions':
      return block.elements.map(({ text }) => text);
  }
}

describe('every Slack message', () => {
  test("keeps Block Kit's limits", () => {
    forEverything((told) => {
      const { blocks, text } = slackMessage(told);
      expect(text.length).toBeLessThanOrEqual(SLACK_LIMITS.fallbackText);
      expect(blocks.length).toBeLessThanOrEqual(SLACK_LIMITS.blocks);
      for (const block of blocks) {
        for (const { text } of texts(block)) expect(text).not.toBe('');
        if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(SLACK_LIMITS.header);
        if (block.type === 'context') expect(block.elements.length).toBeLessThanOrEqual(SLACK_LIMITS.contextElements);
        if (block.type !== 'section') continue;
        expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(SLACK_LIMITS.sectionText);
        expect(block.fields?.length ?? 0).toBeLessThanOrEqual(SLACK_LIMITS.fields);
        for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(SLACK_LIMITS.fieldText);
      }
    });
  });

  test('has no mention, link or half an entity in it', () => {
    forEverything((told) => {
      const { blocks, text } = slackMessage(told);
      for (const shown of [text, ...blocks.flatMap((block) => texts(block).map((object) => object.text))]) {
        expect(shown).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      }
    });
  });

  test('formats nothing but words of its own', () => {
    const own = new Set<string>();
    for (const locale of LOCALES) {
      for (const { text } of formatted(JSON.parse(message(anAlert(OUTAGE), { ...CONTEXT, locale }).json)))
        own.add(text);
    }
    const hostile = ['*bold*', '_it_', '~gone~', '`code`', '<!channel>', '<@U1>', ':fire:', '```', '&lt;!here&gt;'];
    for (const checkout of hostile) {
      const alert = anAlert(
        { ...OUTAGE, why: { kind: 'text', text: checkout } },
        { life: { checkout, id: checkout, history: [] } },
      );
      for (const locale of LOCALES) {
        const told = JSON.parse(message(alert, { ...CONTEXT, locale }).json);
        for (const { text } of formatted(told)) expect(own).toContain(text);
        expect(JSON.stringify(slackMessage(told))).not.toContain('<!channel>');
      }
    }
  });
});

function formatted(told: Told): readonly TextObject[] {
  return slackMessage(told)
    .blocks.flatMap(texts)
    .filter(({ type }) => type === 'mrkdwn');
}

describe('every PagerDuty event', () => {
  test("keeps the Events API's limits, and shares one key with all others of its incident", () => {
    forEverything((told) => {
      const event = pagerDutyEvent(told);
      if (event === null) {
        expect(told.kind).toBe('handoff');
        return;
      }
      expect(event.dedup_key.length).toBeLessThanOrEqual(LONGEST_DEDUP_KEY);
      expect(event.dedup_key).not.toBe('');
      if (event.event_action !== 'trigger') return;
      expect(event.payload.summary.length).toBeLessThanOrEqual(LONGEST_SUMMARY);
      expect(event.payload.source).not.toBe('');
      expect(JSON.stringify(event).length).toBeLessThan(512_000);
    });
  });

  test('keeps incidents apart whose ids are long and alike', () => {
    const keyOf = (id: string) => pagerDutyEvent(JSON.parse(message(anAlert(OUTAGE, { life: { id } }), CONTEXT).json));
    const long = 'x'.repeat(255);
    expect(keyOf(`${long}a`)?.dedup_key).not.toBe(keyOf(`${long}b`)?.dedup_key);
    expect(keyOf(long)?.dedup_key).toBe(long);
  });

  test.each([
    ['P1', 'critical'],
    ['P2', 'error'],
    ['P3', 'warning'],
    ['P4', 'info'],
    ['P5', 'info'],
  ] as const)('tells %s as %s', (severity, told) => {
    const json = JSON.parse(message(anAlert({ ...OUTAGE, severity }), CONTEXT).json);
    expect(pagerDutyEvent(json)).toMatchObject({ payload: { severity: told } });
  });
});

describe('every chat notification', () => {
  test('is of the schema, below what the chats take, and mentions nobody', () => {
    forEverything((told) => {
      const { version, source, id, content, metadata } = chatNotification(told);
      expect([version, source, content.textType]).toEqual(['1.0', 'custom', 'client-markdown']);
      expect(content.title.length).toBeLessThanOrEqual(250);
      expect(content.description.length).toBeLessThanOrEqual(3_000);
      expect(content.description).not.toBe('');
      const strings = [id, ...content.nextSteps, ...content.keywords, metadata.threadId, metadata.summary];
      for (const text of strings) expect(text).toEqual(expect.any(String));
      const shown = [content.title, content.description, ...content.nextSteps].join('\n');
      expect(shown).not.toMatch(/<[!@#]|<\/?at>/);
      // In a code span, as commands are, neither a heading nor a link is one.
      expect(shown.replace(/`[^`\n]*`/g, 'code')).not.toMatch(/^#|\]\(/m);
    });
  });
});
