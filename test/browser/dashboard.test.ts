// The local dashboard as its users meet it: a run of its own, a real browser, mouse and keyboard.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aBrowser, aPage, dropFile, picture, seriousFindings, type WatchedPage } from './a-browser.ts';
import { aLocalRun, type LocalRun } from './a-local-run.ts';

let browser: Browser;
let run: LocalRun;
let page: WatchedPage;

beforeAll(async () => {
  [browser, run] = await Promise.all([aBrowser(), aLocalRun()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});
beforeEach(async () => {
  page = await aPage(browser);
  await page.goto(run.url);
  await page.locator('.day svg').waitFor();
});
afterEach(() => page.context().close());

/** A checkout-day of that name and a date long ago: its outage is announced for the record. */
const outageOf = (checkout: string) => csvOf(aDay().of(checkout, '2026-01-16').quiet(15, 17).day);

describe('the page', () => {
  it('says in one line how things stand, then shows the day, without a complaint or a request to anybody else', async () => {
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('All is well');
    expect(await page.locator('header').textContent()).toMatch(
      /Last file \w{3}, \w{3} \d+, \d\d:\d\d\. 2 incidents ended/,
    );
    expect(await page.locator('.day svg desc').textContent()).toMatch(/P1 15h.17h, about \d+ lost/);
    expect(await page.locator('.incidents .card .title').allInnerTexts()).toEqual([
      expect.stringMatching(/^P1 checkout: no sales 15h-17h, about \d+ lost, over now$/),
      expect.stringMatching(/^P2 checkout: .*-09h, about \d+ lost, over now$/),
    ]);
    expect(page.complaints).toEqual([]);
    expect(page.asked.filter((address) => !address.startsWith(run.url) && !address.startsWith('data:'))).toEqual([]);
  });

  it('goes to the day before and back, and to the day of an incident, and keeps it in the address', async () => {
    await page.getByRole('button', { name: 'Day before' }).click();
    await page.getByRole('heading', { name: /checkout · / }).waitFor();
    await page.locator('.day svg desc', { hasText: /08h.09h/ }).waitFor({ state: 'attached' });
    const address = page.url();
    await page.locator('.incidents .card .title').first().click();
    await page.locator('.day svg desc', { hasText: /15h.17h/ }).waitFor({ state: 'attached' });
    await page.goto(address);
    await page.locator('.day svg desc', { hasText: /08h.09h/ }).waitFor({ state: 'attached' });
  });

  it('shows an alert as it goes out, with the e-mail behind it', async () => {
    run.copy('kiosk/2026-01-16.csv', outageOf('kiosk'));
    const alert = page.locator('.alerts .card', { hasText: 'kiosk: history, no sales 15h-17h' });
    await alert.waitFor();
    await alert.locator('summary').click();
    expect(await alert.locator('pre').first().textContent()).toMatch(/0 sales, \d+ expected/);
    expect(await page.locator('header .unseen').textContent()).toMatch(/^New alert: P4 kiosk/);
    expect(page.complaints).toEqual([]);
  });

  it('says why a file that is dropped onto it is refused', async () => {
    await dropFile(page, 'broken.csv', 'nonsense');
    const told = page.locator('.verdict-of-files .warning');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/^broken\.csv: refused\. .{20}/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^P3 broken: /);
  });

  it('reads a good file that is chosen instead of dropped', async () => {
    const name = 'shop_2026-01-16.csv';
    await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(outageOf('shop')) });
    await page.locator('.verdict-of-files', { hasText: 'read' }).waitFor();
    await page.locator('.verdict-of-files', { hasText: `${name}: read.` }).waitFor();
  });

  it('takes an acknowledgement by keyboard alone, under a name that it remembers', async () => {
    run.copy('torn.csv', 'nonsense');
    const card = page.locator('.incidents .card', { hasText: 'P3 torn' });
    await card.waitFor();
    await card.getByRole('button', { name: /^Acknowledge/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Tab');
    await page.keyboard.type('asking the export team');
    await page.keyboard.press('Enter');
    await card.getByText('somebody is on it · Ana: asking the export team').waitFor();
    await card.getByRole('button', { name: /^Silence/ }).click();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ana');
  });

  it('says in the dialog why something could not be done', async () => {
    run.copy('taken.csv', 'nonsense');
    const card = page.locator('.incidents .card', { hasText: 'P3 taken' });
    for (const name of ['Ana', 'Bia']) {
      await card.getByRole('button', { name: /^Acknowledge/ }).click();
      await page.getByLabel('Your name').fill(name);
      await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
      if (name === 'Ana') await card.getByText('Ana').waitFor();
    }
    await page.getByRole('alert').getByText('Ana is on it already').waitFor();
    // The browser names each refused request in its console.
    expect(page.complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  it('silences a checkout and ends that again', async () => {
    run.copy('noisy.csv', 'nonsense');
    const card = page.locator('.incidents .card', { hasText: 'P3 noisy' });
    await card.getByRole('button', { name: /^Silence/ }).click();
    await page.getByLabel('Your name').fill('Ana');
    await page.getByLabel('Why').fill('known, being repaired');
    await page.getByRole('dialog').getByRole('button', { name: 'Silence' }).click();
    const silence = page.locator('.incidents .card', { hasText: 'noisy: everything' });
    await silence.getByText('Ana: known, being repaired').waitFor();
    await silence.getByRole('button', { name: 'End now' }).click();
    await silence.waitFor({ state: 'detached' });
  });

  it('judges the day again at another sensitivity, and says what it would have alerted', async () => {
    run.copy('mild/2026-01-16.csv', csvOf(aDay().at(0.6, 14, 16).day));
    await page.locator('.files .card', { hasText: 'mild/2026-01-16.csv' }).waitFor();
    await page.goto(`${run.url}/#mild`);
    await page.getByRole('heading', { level: 2, name: /^mild/ }).waitFor();
    const slider = page.getByLabel(/^Sensitivity/);
    await slider.focus();
    expect(await slider.getAttribute('aria-valuetext')).toBe('1 per 100 days, as configured');
    await page.keyboard.press('End');
    expect(await slider.getAttribute('aria-valuetext')).toBe('100 per 100 days');
    expect(await page.locator('.verdict li').allTextContents()).toEqual([
      expect.stringMatching(/^P4 drop 14h–16h, about \d+ lost$/),
    ]);
    await page.locator('.day svg desc', { hasText: 'P4 14h–16h' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Home');
    expect(await page.locator('.verdict').textContent()).toBe('This day would have alerted nobody.');
  });

  it("exports the day's alerts under the original's field names", async () => {
    await page.goto(`${run.url}/#checkout`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download alerts_export.json' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('alerts_export.json');
    const [alert, ...others] = JSON.parse(readFileSync(await file.path(), 'utf8'));
    expect(others).toEqual([]);
    const fields = ['severity', 'title', 'message', 'metric', 'current_value', 'expected_value'];
    expect(Object.keys(alert)).toEqual([...fields, 'deviation_percent', 'timestamp', 'hour']);
    expect(alert).toMatchObject({ severity: 'P1', metric: 'checkout_transactions', current_value: 0, hour: 15 });
  });

  it('runs a ready query, and one that is typed, and saves the result as CSV', async () => {
    await page.locator('#ready-query').selectOption('daily-totals');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.locator('.result table').waitFor();
    expect(await page.locator('.result tbody').textContent()).toMatch(/427.*526/);
    await page
      .getByLabel('Query')
      .fill(
        "SELECT '=1+1' AS formula, 'a,\"b' AS quoted, sum(today) AS sold FROM readings WHERE checkout = 'checkout'",
      );
    await page.keyboard.press('Control+Enter');
    await page.locator('.result td', { hasText: '953' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('query.csv');
    expect(readFileSync(await file.path(), 'utf8')).toBe(`formula,quoted,sold\r\n'=1+1,"a,""b",953\r\n`);
  });

  it('says what is wrong with a query', async () => {
    await page.getByLabel('Query').fill('SELECT nothing FROM readings');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.locator('.result .warning', { hasText: 'nothing' }).waitFor();
  });

  it("opens the day's report", async () => {
    const [report] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Day report' }).click(),
    ]);
    await report.getByRole('heading', { level: 1 }).waitFor();
    expect(await report.locator('svg').count()).toBeGreaterThan(0);
  });
});

describe('names and texts out of files', () => {
  const MARKUP = '<img src=x onerror=alert(1)><svg onload=alert(2)>';

  it('stay text, wherever the page shows them', async () => {
    let alerts = 0;
    page.on('dialog', (dialog) => {
      alerts++;
      void dialog.dismiss();
    });
    const [head = '', ...rows] = outageOf('x').split('\n');
    const csv = [`checkout,date,${head}`, ...rows.filter(Boolean).map((row) => `${MARKUP},2026-01-16,${row}`)].join(
      '\n',
    );
    await dropFile(page, `${MARKUP.replaceAll('/', '')}.csv`, csv);
    await page.locator('.verdict-of-files p', { hasText: 'img src=x' }).waitFor();
    await dropFile(page, '"><script>alert(3)</script>.csv', `<script>alert(4)</script>\n${MARKUP}`);
    await page.locator('.verdict-of-files p', { hasText: 'refused' }).waitFor();
    const own = page.locator('#checkout option', { hasText: '<img' });
    await page.locator('#checkout').selectOption((await own.getAttribute('value')) ?? '');
    await page.getByRole('heading', { level: 2, name: /<img src=x/ }).waitFor();
    await page.locator('.day svg title', { hasText: '<img' }).first().waitFor({ state: 'attached' });
    expect(await page.locator('#page img, #page script, #page [onload], #page [onerror]').count()).toBe(0);
    expect(alerts).toBe(0);
    expect(page.complaints).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  it.each([
    ['a desktop', 1280],
    ['a phone', 360],
  ])('on %s nothing is hard to reach or to read', async (device, width) => {
    const own = await aPage(browser, { colorScheme, viewport: { width, height: 800 } });
    await own.goto(`${run.url}/#checkout`);
    await own.locator('.day svg').waitFor();
    await own.locator('.hours summary').click();
    await own.locator('.alerts summary').first().click();
    expect(await seriousFindings(own)).toEqual([]);
    expect(await own.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await picture(own, `dashboard-${device.slice(2)}-${colorScheme}`);
    await own
      .locator('.incidents')
      .getByRole('button', { name: /^Silence/ })
      .first()
      .click();
    expect(await seriousFindings(own)).toEqual([]);
    await picture(own, `dialog-${device.slice(2)}-${colorScheme}`);
    await own.context().close();
  });
});

describe('without its run', () => {
  it('says that what it shows may be old, and goes on when the run is back', async () => {
    const first = await aLocalRun();
    await page.goto(first.url);
    await page.locator('.day svg').waitFor();
    await first.stop();
    const warning = page.getByText('Not connected to tillwatch');
    await warning.waitFor();
    const again = await aLocalRun('--dashboard-port', new URL(first.url).port);
    await warning.waitFor({ state: 'detached' });
    await again.stop();
  });
});
