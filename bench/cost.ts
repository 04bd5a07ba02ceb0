// What a month of tillwatch costs, item by item: `npm run cost -- --checkouts 100 --files-per-day 24 --region sa-east-1`.
import { parseArgs } from 'node:util';
import { costTable, dollars, total } from './cost/cost-table.ts';
import { type Load, monthlyCost, USUAL_LOAD } from './cost/monthly-cost.ts';
import { PRICES, type Region } from './cost/prices.ts';
import { keptTimes } from './load/service-times.ts';

const { values } = parseArgs({
  options: {
    checkouts: { type: 'string', default: String(USUAL_LOAD.checkouts) },
    'files-per-day': { type: 'string', default: String(USUAL_LOAD.filesPerDay) },
    region: { type: 'string', default: 'sa-east-1' },
    'alerts-per-checkout-day': { type: 'string', default: String(USUAL_LOAD.alertsPerCheckoutDay) },
    'emails-per-alert': { type: 'string', default: String(USUAL_LOAD.emailsPerAlert) },
    'sms-per-alert': { type: 'string', default: String(USUAL_LOAD.smsPerAlert) },
    'free-tier': { type: 'boolean', default: USUAL_LOAD.isFreeTierUsed },
  },
});

const load: Load = {
  checkouts: number('checkouts'),
  filesPerDay: number('files-per-day'),
  alertsPerCheckoutDay: number('alerts-per-checkout-day'),
  emailsPerAlert: number('emails-per-alert'),
  smsPerAlert: number('sms-per-alert'),
  isFreeTierUsed: values['free-tier'],
};
console.log(bill(load, region(values.region)));

function bill(load: Load, where: Region): string {
  const prices = PRICES[where];
  const items = monthlyCost(load, prices, keptTimes());
  const files = load.checkouts * load.filesPerDay * 30;
  const ofFiles = total(items.filter(({ part }) => part === 'files'));
  return [
    `${load.checkouts} checkouts, ${load.filesPerDay} files a day each, ${where}, prices of ${prices.asOf}`,
    `${load.isFreeTierUsed ? 'without what is always free' : 'free tiers left out'}; a month of 30 days, in USD`,
    '',
    costTable(items),
    ...(files > 0 ? [`a million files alone: ${dollars((ofFiles / files) * 1e6)}`] : []),
  ].join('\n');
}

function number(name: Exclude<keyof typeof values, 'region' | 'free-tier'>): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  console.error(`--${name} ${values[name]} is no number of at least 0`);
  process.exit(2);
}

function region(name: string): Region {
  if (Object.hasOwn(PRICES, name)) return name as Region;
  console.error(`--region ${name}: prices are known for ${Object.keys(PRICES).join(', ')}`);
  process.exit(2);
}
