// Reports in a real browser, opened from disk: nothing is asked for or complained of, everybody can read them, on a phone too.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayView } from '../../lambda/report/day-view.ts';
import { dayReport, incidentReport, weekReport } from '../../lambda/report/report.ts';
import { SECOND_DAY, sampleRecord } from '../report/sample-days.ts';
import { aBrowser, aPage, picture, seriousFindings } from './a-browser.ts';

const REPORTS = ['day', 'incident', 'week'] as const;

const folder = mkdtempSync(join(tmpdir(), 'tillwatch-report-'));
const addressOf = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;

let browser: Browser;
beforeAll(async () => {
  const { record, settings } = await sampleRecord(SECOND_DAY);
  const view = dayView(record, SECOND_DAY, settings);
  const [incident] = record.incidents;
  if (!view || !incident) throw new Error('the sample has a day and an incident');
  const options = { format: 'html', locale: 'pt-BR', now: new Date('2026-01-17T12:00:00Z') } as const;
  writeFileSync(join(folder, 'day.html'), dayReport(view, options));
  writeFileSync(join(folder, 'incident.html'), incidentReport(record, incident.id, settings, options));
  writeFileSync(join(folder, 'week.html'), weekReport(record, '2026-W03', settings, options));
  browser = await aBrowser();
});
afterAll(() => browser?.close());

describe.each(REPORTS)('the report of a %s', (name) => {
  it.each([
    ['a desk', 1280, 'light'],
    ['a desk at night', 1280, 'dark'],
    ['a phone', 360, 'light'],
    ['a phone at night', 360, 'dark'],
  ] as const)('can be read on %s', async (_, width, colorScheme) => {
    const page = await aPage(browser, { offline: true, viewport: { width, height: 800 }, colorScheme });
    await page.goto(addressOf(name));
    expect(page.complaints).toEqual([]);
    expect(page.asked).toEqual([addressOf(name)]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await seriousFindings(page)).toEqual([]);
    const charts = page.locator('figure svg:visible');
    expect(await charts.count()).toBe(name === 'week' ? 3 : 1);
    const drawn = await charts.first().boundingBox();
    expect(drawn?.width).toBeGreaterThan(width === 360 ? 320 : 700);
    await picture(page, `report-${name}-${width}-${colorScheme}`);
    await page.context().close();
  });

  it('prints in the light, with its pictures', async () => {
    const page = await aPage(browser, { colorScheme: 'dark', viewport: { width: 1280, height: 800 } });
    await page.goto(addressOf(name));
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate("getComputedStyle(document.body).getPropertyValue('--tw-paper').trim()");
    expect(paper).toBe('#ffffff');
    expect(await page.locator('figure .wide svg').first().isVisible()).toBe(true);
    await page.context().close();
  });
});
