// The static site, opened from disk: the whole pipeline in one file that asks nobody for anything.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { namedQueries } from '../../local/sql/named-queries.ts';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aBrowser, aPage, dropFile, picture, seriousFindings, type WatchedPage } from './a-browser.ts';

const FILE = resolve('dist/site/index.html');
const SITE = pathToFileURL(FILE).href;

/** What a phone on a slow line still loads without a thought; the database alone would be many times that. */
const LARGEST_PAGE_BYTES = 600_000;

let browser: Browser;
let page: WatchedPage;
beforeAll(async () => {
  browser = await aBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await aPage(browser, { offline: true });
  await page.goto(SITE);
  await page.locator('.day svg').waitFor();
});
afterEach(() => page.context().close());

describe('the site on disk', () => {
  it('shows the samples and their alerts without a network, a complaint or a second file', async () => {
    expect(await page.locator('.alerts .card summary span:first-child').allInnerTexts()).toEqual([
      expect.stringMatching(/^P1 checkout: no sales 15h-17h, about \d+ lost, over now$/),
      expect.stringMatching(/^P2 checkout: .*-09h, about \d+ lost, over now$/),
    ]);
    expect(page.complaints).toEqual([]);
    expect(page.asked.filter((address) => !address.startsWith('data:'))).toEqual([SITE]);
  });

  it('may run nothing but what was built into it, and fetch nothing', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(FILE, 'utf8')) ?? [];
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:; /);
    expect(policy).not.toMatch(/unsafe|connect-src/);
  });

  it('takes files that are dropped onto it through intake, detection and wording', async () => {
    await dropFile(page, 'kiosk_2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
    await page.locator('.alerts .card', { hasText: 'history, no sales 15h-17h' }).waitFor();
    await dropFile(page, 'broken.csv', 'nonsense');
    expect(await page.locator('.verdict-of-files .warning').textContent()).toMatch(/^broken\.csv: refused\. .{20}/);
    expect(page.complaints).toEqual([]);
  });

  it.each([
    ['packed with gzip', 'packed_2026-01-16.csv.gz', (csv: string) => gzipSync(csv)],
    ['in UTF-16', 'wide_2026-01-16.csv', (csv: string) => Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    [
      'in Windows-1252',
      'latin_2026-01-16.csv',
      (csv: string) => Buffer.from(`# vendas de terça à noite\n${csv}`, 'latin1'),
    ],
  ])('reads a file %s as the function does', async (_how, name, encoded) => {
    const buffer = encoded(csvOf(aDay().quiet(15, 17).day));
    await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.locator('.verdict-of-files', { hasText: `${name}: read` }).waitFor();
    await page.locator('.alerts .card', { hasText: 'history, no sales 15h-17h' }).waitFor();
  });

  it('names a gzip file that is damaged', async () => {
    const buffer = gzipSync('x'.repeat(5_000)).subarray(0, 30);
    await page.locator('#file').setInputFiles({ name: 'torn.csv.gz', mimeType: 'application/gzip', buffer });
    await page.locator('.verdict-of-files .warning', { hasText: 'gzip' }).waitFor();
  });

  it('takes an acknowledgement, and shows the alert that tells others of it', async () => {
    await dropFile(page, 'broken.csv', 'nonsense');
    const card = page.locator('.incidents .card', { hasText: 'P3 broken' });
    await card.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.getByLabel('Your name').fill('Ana');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await card.getByText('somebody is on it · Ana').waitFor();
    expect(await page.locator('.alerts .card').count()).toBe(4);
  });

  it("saves the day's report as a file of its own", async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Day report' }).click(),
    ]);
    const report = readFileSync(await file.path(), 'utf8');
    expect(report.slice(0, 15)).toBe('<!doctype html>');
    expect(report.match(/No sales from 15:00 to 18:00/)).not.toBeNull();
  });

  it('answers the ready queries in SQL, each as a table and as CSV, and asks nobody', async () => {
    const explorer = page.locator('.sql');
    await explorer.getByLabel('Ready queries').selectOption('daily-totals');
    expect(await explorer.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^checkout\t2026-01-15\t526\t523\t/),
      expect.stringMatching(/^checkout\t2026-01-16\t427\t526\t/),
    ]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      explorer.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('daily-totals.csv');
    expect(readFileSync(await file.path(), 'utf8').split('\r\n')).toEqual([
      'checkout,business_date,today_total,yesterday_total,difference,pct_change',
      'checkout,2026-01-15,526,523,3,0.57',
      'checkout,2026-01-16,427,526,-99,-18.82',
      '',
    ]);
    expect(page.complaints).toEqual([]);
    expect(page.asked.filter((address) => !/^(data|blob):/.test(address))).toEqual([SITE]);
  });

  it('shows each query to be read, and says what SQL of your own needs', async () => {
    const explorer = page.locator('.sql');
    const query = explorer.getByLabel('Query', { exact: true });
    const names = await explorer.locator('option').evaluateAll((options) => options.map((option) => option.value));
    expect(names).toEqual(namedQueries().map(({ name }) => name));
    for (const { name, sql } of namedQueries()) {
      await explorer.getByLabel('Ready queries').selectOption(name);
      expect(await query.inputValue()).toBe(sql);
      await explorer.locator('thead th').first().waitFor();
    }
    expect(await query.isEditable()).toBe(false);
    expect(await explorer.getByRole('button', { name: 'Run' }).count()).toBe(0);
    expect(await explorer.getByText(/2026-01-15 and 2026-01-16; .*npm start/).count()).toBe(1);
  });

  it('stays small', () => {
    expect(statSync(FILE).size).toBeLessThan(LARGEST_PAGE_BYTES);
  });

  it.each([
    ['desktop', 1280, 'light'],
    ['desktop', 1280, 'dark'],
    ['phone', 360, 'light'],
    ['phone', 360, 'dark'],
  ] as const)('is easy to read on a %s (%i px) in the %s', async (device, width, colorScheme) => {
    const own = await aPage(browser, { colorScheme, viewport: { width, height: 800 }, offline: true });
    await own.goto(SITE);
    await own.locator('.day svg').waitFor();
    expect(await seriousFindings(own)).toEqual([]);
    expect(await own.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await picture(own, `site-${device}-${colorScheme}`);
    await own.context().close();
  });
});

describe('in Portuguese', () => {
  it('speaks the language of its browser', async () => {
    const own = await aPage(browser, { locale: 'pt-BR' });
    await own.goto(SITE);
    await own.locator('.day svg').waitFor();
    expect(await own.getByRole('heading', { level: 1 }).textContent()).toBe('Tudo em ordem');
    expect(await own.locator('html').getAttribute('lang')).toBe('pt-BR');
    expect(await own.locator('.alerts .card summary span:first-child').first().textContent()).toMatch(
      /^P1 checkout: sem vendas 15h-17h/,
    );
    expect(await own.locator('.day svg desc').textContent()).toMatch(/vendas/);
    expect(await seriousFindings(own)).toEqual([]);
    await picture(own, 'site-pt-BR');
    await own.context().close();
  });
});
