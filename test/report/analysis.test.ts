// docs/analysis.md says what the samples show. `npm run docs:analysis` writes it anew; without that a difference is a
// failure. Its figures are checked here against the files by other, plainer arithmetic.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { analysisText } from '../../bin/tillwatch/report-analysis.ts';
import { dayChart } from '../../lambda/report/chart/day-chart.ts';
import { standaloneSvg } from '../../lambda/report/chart/palette.ts';
import { reportWords } from '../../lambda/report/report-locale.ts';
import { FIRST_DAY, SECOND_DAY, sampleView } from './sample-days.ts';

const NAMES = ['today', 'yesterday', 'same_day_last_week', 'avg_last_week', 'avg_last_month'] as const;
type Row = Readonly<Record<(typeof NAMES)[number], number>>;

const rows = (file: string): readonly Row[] =>
  readFileSync(`samples/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [today = 0, yesterday = 0, week = 0, average = 0, month = 0] = line.split(',').slice(1).map(Number);
      return { today, yesterday, same_day_last_week: week, avg_last_week: average, avg_last_month: month };
    });
const first = rows('checkout_1.csv');
const second = rows('checkout_2.csv');
const sum = (day: readonly Row[], of: (row: Row) => number) => day.reduce((all, row) => all + of(row), 0);

let text: string;
beforeAll(async () => {
  text = (await analysisText()).replaceAll(/\s+/g, ' ');
});

describe('the analysis of the samples', () => {
  it('is what docs/analysis.md says', async () => {
    await expect(await analysisText()).toMatchFileSnapshot('../../docs/analysis.md');
  });

  it('shows both days', async () => {
    for (const [i, date] of [FIRST_DAY, SECOND_DAY].entries()) {
      const chart = dayChart(await sampleView(date as typeof FIRST_DAY), {
        width: 760,
        id: 'day',
        words: reportWords('en'),
      });
      await expect(standaloneSvg(chart)).toMatchFileSnapshot(`../../docs/images/sample-day-${i + 1}.svg`);
    }
  });

  it('says that the files are consecutive days', () => {
    expect(first.map(({ today }) => today)).toEqual(second.map(({ yesterday }) => yesterday));
    expect(text).toContain('In 24 of 24 hours');
  });

  it('says what the morning of the first day lost, which the original overlooked', () => {
    expect(sum(first.slice(8, 10), ({ today }) => today)).toBe(2);
    expect(text).toMatch(/wasn't normal: 08h–09h sold 2 where 4\d were expected/);
    expect(text).toContain('| first day | outage 08h–09h | P2 | 2 |');
  });

  it('says that the outage of the second day is one, from 15h to 17h', () => {
    expect(second.flatMap(({ today }, hour) => (today === 0 && hour > 4 ? [hour] : []))).toEqual([15, 16, 17]);
    expect(text).toContain('| second day | outage 15h–17h | P1 | 0 |');
  });

  it("carries the first file's week on to the second day, and finds another than the file says", () => {
    const week = sum(first, (row) => row.avg_last_week * 7 + row.today - row.same_day_last_week) / 7;
    expect(week).toBeCloseTo(365, 0);
    expect(text).toContain(
      `Carried on from the first file it would be ${week.toFixed(0)} sales a day; the file says 286.`,
    );
    const shared = sum(first, (row) => row.avg_last_week * 7 - row.yesterday - row.same_day_last_week);
    const byFirst = shared - sum(second, (row) => row.same_day_last_week);
    const bySecond = sum(second, (row) => row.avg_last_week * 7 - row.yesterday - row.same_day_last_week);
    expect(text).toContain(`they sold ${byFirst.toLocaleString('en', { maximumFractionDigits: 0 })} in all`);
    expect(text).toContain(`by the second ${(bySecond - sum(first, (row) => row.yesterday)).toFixed(0)}:`);
  });

  it('counts the hours in which the contaminated week is the lowest of all references', () => {
    const lowest = second.filter(
      (row) => row.avg_last_week < Math.min(row.yesterday, row.same_day_last_week, row.avg_last_month),
    );
    expect(text).toContain(`In ${lowest.length} of 24 hours the second file's weekly average lies below`);
  });

  it('gives the loss by each reference alone', () => {
    for (const name of NAMES.slice(1)) {
      const lost = sum(second.slice(15, 18), (row) => row[name] - row.today);
      expect(text).toContain(`| ${Math.round(lost * 1000) / 1000} |`);
    }
  });

  it("repeats the original's own arithmetic where it contradicts its claims", () => {
    const counts = second.map(({ today }) => today);
    const mean = sum(second, ({ today }) => today) / 24;
    const sd = Math.sqrt(counts.reduce((all, count) => all + (count - mean) ** 2, 0) / 23);
    expect(text).toContain(`${((0 - mean) / sd).toFixed(2)} for all three`);
    const rms = Math.sqrt(sum(second, (row) => (row.today - row.avg_last_week) ** 2) / 24);
    const z = (hour: number) => (((second[hour]?.today ?? 0) - (second[hour]?.avg_last_week ?? 0)) / rms).toFixed(2);
    expect(text).toContain(`${z(15)}, ${z(16)} and ${z(17)} by its fourth query`);
    expect(text).toContain('+574% above last week');
  });

  it('counts the alerts that the original gave', () => {
    const { length: ofFirst } = JSON.parse(readFileSync('test/fixtures/parity/alerts_checkout_1.json', 'utf8'));
    const { length: ofSecond } = JSON.parse(readFileSync('test/fixtures/parity/alerts_checkout_2.json', 'utf8'));
    expect(text).toMatch(new RegExp(`${ofFirst} alerts \\(.*?\\) on the first day and ${ofSecond} alerts`));
  });
});
