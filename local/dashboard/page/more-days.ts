// Beyond the one day: how this checkout's last days went hour by hour, and the newest day of every checkout.
import { heatMap } from '../../../lambda/report/chart/heat-map.ts';
import { smallMultiples } from '../../../lambda/report/chart/small-multiples.ts';
import { type DayView, datesOnRecord, dayView } from '../../../lambda/report/day-view.ts';
import { reportWords } from '../../../lambda/report/report-locale.ts';
import type { Overview } from '../overview.ts';
import { h } from './element.ts';
import { drawToFit } from './fitted-chart.ts';
import type { CheckoutWithSettings, Source } from './source.ts';
import type { PageWords } from './words.ts';

/** Checkouts of which a small chart is drawn; of more than these the one that is wrong stands in the first line. */
const CHECKOUTS_DRAWN = 12;

/** Nothing where there is only one day, which is shown already. */
export function lastDays({ record, settings }: CheckoutWithSettings, words: PageWords): readonly Element[] {
  const views = datesOnRecord(record).flatMap((date) => dayView(record, date, settings) ?? []);
  if (views.length < 2) return [];
  const figure = h('figure', { class: 'chart small' });
  const report = reportWords(words.locale);
  drawToFit(figure, (width) => heatMap(views, ({ date }) => date, { width, id: 'days', words: report }));
  return [h('h2', {}, words.more.lastDays), figure];
}

/** Nothing where there is only one checkout. */
export async function allCheckouts(
  { checkouts }: Overview,
  source: Source,
  words: PageWords,
): Promise<readonly Element[]> {
  const drawn = checkouts.filter(({ dates }) => dates.length > 0).slice(0, CHECKOUTS_DRAWN);
  if (drawn.length < 2) return [];
  const known = await Promise.all(drawn.map(({ checkout }) => source.checkout(checkout)));
  const views = known.flatMap((checkout) => (checkout && newestDay(checkout)) ?? []);
  const figure = h('figure', { class: 'chart small' });
  const report = reportWords(words.locale);
  const name = ({ checkout, date }: Pick<DayView, 'checkout' | 'date'>) => `${checkout} ${date.slice(5)}`;
  drawToFit(figure, (width) => smallMultiples(views, name, { width, id: 'all', words: report, scale: 'own' }));
  return [h('h2', {}, words.more.allCheckouts), figure];
}

function newestDay({ record, settings }: CheckoutWithSettings): DayView | null {
  const newest = datesOnRecord(record).at(-1);
  return newest === undefined ? null : dayView(record, newest, settings);
}
