// A day's report as its readers get it: golden texts in both languages, and a page that needs nothing but itself.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import type { DayView } from '../../lambda/report/day-view.ts';
import { dayView } from '../../lambda/report/day-view.ts';
import { PAGE_POLICY } from '../../lambda/report/html.ts';
import { element, written } from '../../lambda/report/markup.ts';
import { dayReport } from '../../lambda/report/report.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from '../record/a-record.ts';
import { FIRST_DAY, SECOND_DAY, sampleView } from './sample-days.ts';

const now = new Date('2026-01-17T12:00:00Z');
const settings = settingsFor(parseConfig('{}'), 'kiosk');

/** The most that a page with its charts may weigh. */
const MOST_BYTES = 100_000;

let view: DayView;
beforeAll(async () => {
  view = await sampleView(SECOND_DAY);
});

const markdown = (day: DayView, locale: 'en' | 'pt-BR' = 'en') => dayReport(day, { format: 'markdown', locale, now });
const html = (day: DayView) => dayReport(day, { format: 'html', locale: 'en', now });

function viewOf(day: ReturnType<typeof aDay>): DayView {
  const { record } = aRecord().after(day.of('kiosk', SECOND_DAY).day);
  const seen = dayView(record, SECOND_DAY, settings);
  if (!seen) throw new Error('the day is on record');
  return seen;
}

const conclusion = (day: DayView, locale: 'en' | 'pt-BR' = 'en') => markdown(day, locale).split('\n')[2];

describe('a day in Markdown', () => {
  it.each(['en', 'pt-BR'] as const)('reads as it should in %s', async (locale) => {
    await expect(markdown(view, locale)).toMatchFileSnapshot(`golden/second-day.${locale}.md`);
  });

  it('reads as it should where a morning was lost', async () => {
    await expect(markdown(await sampleView(FIRST_DAY))).toMatchFileSnapshot('golden/first-day.en.md');
  });
});

describe('the conclusion', () => {
  it.each([
    ['a day like any other', aDay(), /^\*\*Nothing was wrong: \d+ sales where \d+ were expected\.\*\*$/],
    ['a day that runs', aDay().until(14), /^\*\*Nothing was wrong so far: /],
    [
      'a drop',
      aDay().at(0.2, 14, 17),
      /^\*\*P2: Sales ran \d+% below what was expected from 14:00 to 18:00: about \d+ were lost/,
    ],
    [
      'a spike',
      aDay().at(4, 13, 16),
      /^\*\*P3: Sales ran \d+% above .*: about \d+ came on top \(likely \d+ to \d+\)\.\*\*$/,
    ],
    ['a whole day below', aDay().at(0.6, 0, 23), /^\*\*P4: Sales ran 4\d% below what was expected all day: /],
    [
      'an outage that goes on',
      aDay().quiet(15, 17).until(18),
      /^\*\*P1: No sales since 15:00: about \d+ were lost so far /,
    ],
    ['two outages', aDay().quiet(8, 10).quiet(15, 17), /; besides, one more incident\.\*\*$/],
    ['hours missing', aDay().unknown(11, 14), /^\*\*P2: No counts from 11:00 to 15:00, so nobody can tell/],
  ] satisfies [string, ReturnType<typeof aDay>, RegExp][])('is one sentence: %s', (_, day, sentence) => {
    expect(conclusion(viewOf(day))).toMatch(sentence);
    expect(conclusion(viewOf(day), 'pt-BR')).toMatch(/^\*\*.*\.\*\*$/);
  });
});

describe('a day as a page', () => {
  it('asks for nothing: no script, no address, no style but its own', () => {
    const page = html(view);
    expect(page).not.toMatch(
      /<script|\son\w+=|javascript:|\sstyle="|url\((?!#)|@import|<(img|link|iframe|object|embed)/i,
    );
    expect(page.match(/https?:\/\/[^"\s<]*/g) ?? []).toEqual([]);
    expect(page).toContain('http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;');
    expect(PAGE_POLICY).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'self'$/,
    );
  });

  it('weighs little, however much happened', () => {
    expect(Buffer.byteLength(html(view))).toBeLessThan(MOST_BYTES);
    const busy = aDay().quiet(1, 2).quiet(8, 9).at(4, 11, 12).at(0.1, 15, 16).unknown(19, 20);
    expect(Buffer.byteLength(html(viewOf(busy)))).toBeLessThan(MOST_BYTES);
  });

  it('has one first heading, and none that skips a level', () => {
    const levels = [...html(view).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('says in words and in a table what the picture shows', () => {
    const page = html(view);
    expect(page).toMatch(
      /<desc id="day-desc">427 sales were seen and 548 expected\. Shaded: P1 15h–17h, about 116 lost\.<\/desc>/,
    );
    expect(page).toContain('<th scope="row">15h</th><td class="number">0</td><td class="number">44</td>');
    expect(page).toContain('role="img" aria-labelledby="day-title day-desc"');
  });

  it('has no id twice', () => {
    const ids = [...html(view).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });

  it('says its language', () => {
    expect(dayReport(view, { format: 'html', locale: 'pt-BR', now })).toContain('<html lang="pt-BR">');
  });

  it('takes forms after the conclusion, and only in HTML', () => {
    const actions = element('form', { method: 'post' }, element('button', {}, written('On it & away')));
    const page = dayReport(view, { format: 'html', locale: 'en', now, actions });
    expect(page).toMatch(/class="lead P1".*<div class="actions"><form method="post"><button>On it &amp; away<.*<dl>/s);
    expect(dayReport(view, { format: 'markdown', locale: 'en', now, actions })).not.toContain('button');
  });

  it('is the same for the same view', () => {
    expect(html(view)).toBe(html(structuredClone(view)));
  });
});

describe('data quality', () => {
  it('names the hours without a count and what is in doubt', () => {
    const doubtful = viewOf(aDay().unknown(11, 14).warned('value-absent', 'line 13, column today: a blank'));
    expect(markdown(doubtful)).toContain('No count for 11h-14h: unknown, which is not zero.');
    expect(markdown(doubtful)).toMatch(/a blank \(value-absent\)/);
  });

  it('says so where nothing is', () => {
    expect(markdown(viewOf(aDay()))).toContain('nothing about the files is in doubt');
  });

  it('tells the file that each count comes from, with when it landed', () => {
    expect(markdown(view)).toContain('| checkout\\_2.csv | 2026-01-17 00:15 |');
  });
});
