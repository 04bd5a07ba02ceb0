// One checkout's day: the chart, what the detector would say at another sensitivity, the hours as a table, and its files.
import { type FoundIncident, isSales } from '../../../lambda/incident/incident.ts';
import { dayChart } from '../../../lambda/report/chart/day-chart.ts';
import { type DayView, dayView } from '../../../lambda/report/day-view.ts';
import { reportWords } from '../../../lambda/report/report-locale.ts';
import { alertsExport } from '../as-it-stands.ts';
import { rescored } from '../rescored.ts';
import { download, h, show } from './element.ts';
import { drawToFit } from './fitted-chart.ts';
import { longDate, quantity } from './moments.ts';
import type { CheckoutWithSettings, Source } from './source.ts';
import type { PageWords } from './words.ts';

/** False alarms per 100 days, as far as the configuration allows, in steps that differ to the eye. */
const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

export function dayPanel(
  { record, settings }: CheckoutWithSettings,
  date: string,
  source: Source,
  words: PageWords,
): readonly Element[] {
  const say = words.day;
  const view = dayView(record, date, settings);
  if (!view) return [h('p', { class: 'quiet' }, say.nothing)];
  const chart = h('figure', { class: 'chart' });
  const draw = (shown: DayView) =>
    drawToFit(chart, (width) => dayChart(shown, { width, id: 'day', words: reportWords(words.locale) }));
  draw(view);
  const verdict = h('div', { class: 'verdict', 'aria-live': 'polite' });
  const slider = sensitivity(settings.falseAlarmsPer100Days, words, (rate, isConfigured) => {
    const again = rescored(record, date, settings, rate);
    if (!again) return;
    draw(isConfigured ? view : again.view);
    show(verdict, ...wouldAlert(again.alerted, words));
  });
  const exported = () => {
    const incidents = view.incidents.map(({ incident }) => incident).filter(({ status }) => status !== 'retracted');
    download('alerts_export.json', 'application/json', alertsExport(incidents, settings.timeZone, words.locale));
  };
  return [
    h('h2', {}, `${record.checkout} · ${longDate(date, words)}`),
    chart,
    settings.detector === 'classic' ? h('p', { class: 'quiet' }, say.classicHasNone) : slider,
    verdict,
    h(
      'p',
      { class: 'deeds' },
      report(view, source, words),
      h('button', { type: 'button', click: exported }, say.exported),
    ),
    hourTable(view, words),
  ];
}

function report(view: DayView, { dayReport }: Source, words: PageWords): HTMLElement {
  const { checkout, date } = view;
  if (dayReport.kind === 'served') {
    const href = dayReport.address(checkout, date, words.locale);
    return h('a', { class: 'button', href, target: '_blank' }, words.day.report);
  }
  const save = () => download(`${date}.html`, 'text/html', dayReport.html(view, words.locale));
  return h('button', { type: 'button', click: save }, words.day.report);
}

function sensitivity(
  configured: number,
  words: PageWords,
  onChange: (rate: number, isConfigured: boolean) => void,
): HTMLElement {
  const rates = [...new Set<number>([...RATES, configured])].sort((a, b) => a - b);
  const output = h('output', { for: 'sensitivity' });
  const input = h('input', {
    id: 'sensitivity',
    type: 'range',
    min: '0',
    max: String(rates.length - 1),
    step: '1',
    value: String(rates.indexOf(configured)),
  });
  const tell = () => {
    const rate = rates[Number(input.value)] ?? configured;
    const named = words.day.rate(new Intl.NumberFormat(words.language).format(rate));
    output.value = rate === configured ? `${named}, ${words.day.asConfigured}` : named;
    input.setAttribute('aria-valuetext', output.value);
    return rate;
  };
  input.addEventListener('input', () => {
    const rate = tell();
    onChange(rate, rate === configured);
  });
  tell();
  return h('p', { class: 'sensitivity' }, h('label', { for: 'sensitivity' }, words.day.sensitivity), input, output);
}

function wouldAlert(alerted: readonly FoundIncident[], words: PageWords): readonly Element[] {
  const say = words.day;
  if (alerted.length === 0) return [h('p', {}, say.wouldAlertNothing)];
  const items = alerted.map((found) =>
    h('li', {}, h('span', { class: `tag ${found.severity}` }, found.severity), ` ${foundInWords(found, words)}`),
  );
  return [h('p', {}, say.wouldAlert(alerted.length)), h('ul', { class: 'plain' }, ...items)];
}

function foundInWords(found: FoundIncident, words: PageWords): string {
  const label = (hour: number) => `${String(hour).padStart(2, '0')}h`;
  const { kind, startHour, endHour } = found;
  const when = startHour === endHour ? label(startHour) : `${label(startHour)}–${label(endHour)}`;
  const what = `${words.incidents.kinds[kind]} ${when}`;
  if (!isSales(found)) return what;
  const size = quantity(Math.abs(found.expectedLost), words);
  return `${what}, ${found.expectedLost < 0 ? words.day.extra(size) : words.day.lost(size)}`;
}

function hourTable({ hours }: DayView, words: PageWords): HTMLElement {
  const percent = new Intl.NumberFormat(words.language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const rows = hours.map(({ hour, today, expected, low, high, deviationPercent }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, `${String(hour).padStart(2, '0')}h`),
      h('td', { class: 'number' }, quantity(today, words)),
      h('td', { class: 'number' }, quantity(expected, words)),
      h('td', { class: 'number' }, low === null ? '–' : `${quantity(low, words)}–${quantity(high, words)}`),
      h('td', { class: 'number' }, deviationPercent === null ? '–' : `${percent.format(deviationPercent)} %`),
    ),
  );
  const heads = words.day.columns.map((name) => h('th', { scope: 'col' }, name));
  return h(
    'details',
    { class: 'hours' },
    h('summary', { id: 'hours' }, words.day.table),
    h('table', {}, h('thead', {}, h('tr', {}, ...heads)), h('tbody', {}, ...rows)),
  );
}
