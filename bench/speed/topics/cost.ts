// What a million files cost, and a month of three sizes: computed from what was measured, with dated prices.
import { dollars, shares, total } from '../../cost/cost-table.ts';
import { type FileCost, millionFiles } from '../../cost/million-files.ts';
import { monthlyCost, PARTS, USUAL_LOAD } from '../../cost/monthly-cost.ts';
import { PRICES, type Region } from '../../cost/prices.ts';
import type { ServiceTimes } from '../../load/service-times.ts';
import { amount, type Table, type Topic } from '../topic.ts';

const REGIONS = Object.keys(PRICES) as readonly Region[];
const SIZES = [1, 100, 10_000];

export const cost: Topic = {
  name: 'cost',
  title: 'Cost',
  about:
    `Computed: prices of ${PRICES['us-east-1'].asOf} (\`bench/cost/prices.ts\`, with their pages), free tiers left out, times what was ` +
    'counted and measured above, or kept from the run before. Each file is taken to be handled alone, and each of its calls to ' +
    'S3 to take 100 ms: a bad case. Alerts, the watch and what is stored come on top, as in the month.',
  async measure(_effort, times) {
    const rows = REGIONS.map((region) => ({
      what: `a million files, ${region}`,
      measured: amount(sum(millionFiles(PRICES[region], times)), 'USD', 2),
      floor: null,
      goal: null,
    }));
    return { rows, tables: [millionTable(times), monthTable(times)] };
  },
};

function millionTable(times: ServiceTimes): Table {
  const bills = REGIONS.map((region) => millionFiles(PRICES[region], times));
  const [first = []] = bills;
  const cells = (bill: readonly FileCost[], i: number) => {
    const usd = bill[i]?.usd ?? 0;
    return [dollars(usd), percent(usd / sum(bill))];
  };
  return {
    title: 'A million clean new files',
    header: ['', 'count', ...REGIONS.flatMap((region) => [`${region}, USD`, 'share'])],
    rows: [
      ...first.map(({ what, count }, i) => [what, countText(count), ...bills.flatMap((bill) => cells(bill, i))]),
      ['in all', '', ...bills.flatMap((bill) => [dollars(sum(bill)), percent(1)])],
    ],
  };
}

function monthTable(times: ServiceTimes): Table {
  const { filesPerDay, alertsPerCheckoutDay } = USUAL_LOAD;
  return {
    title: `A month of 30 days, ${filesPerDay} files a day and ${alertsPerCheckoutDay} alerts a day of each checkout`,
    header: ['checkouts', 'region', 'USD', ...PARTS],
    rows: SIZES.flatMap((checkouts) =>
      REGIONS.map((region) => {
        const items = monthlyCost({ ...USUAL_LOAD, checkouts }, PRICES[region], times);
        const parts = shares(items).map(({ share }) => percent(share));
        return [checkouts.toLocaleString('en'), region, dollars(total(items)), ...parts];
      }),
    ),
  };
}

function sum(items: readonly FileCost[]): number {
  return items.reduce((all, { usd }) => all + usd, 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function countText(count: number): string {
  return count.toLocaleString('en', { maximumFractionDigits: count < 100 ? 2 : 0 });
}
