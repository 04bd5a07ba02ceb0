// What a month of tillwatch costs: `npm run cost -- --checkouts 100 --files-per-day 24 --region sa-east-1`; without
// --checkouts a table of three sizes in every region.
import { parseArgs } from 'node:util';
import { costTable, dollars, shares, total } from './cost/cost-table.ts';
import { type Load, monthlyCost, PARTS } from './cost/monthly-cost.ts';
import { PRICES, type Region } from './cost/prices.ts';
import { MEASURED } from './load/measured.ts';

const { values } = parseArgs({
  options: {
    checkouts: { type: 'string' },
    'files-per-day': { type: 'string', default: '24' },
    region: { type: 'string', default: 'sa-east-1' },
    'alerts-per-checkout-day': { type: 'string', default: '0.05' },
    'emails-per-alert': { type: 'string', default: '3' },
    'sms-per-alert': { type: 'string', default: '0.5' },
    'free-tier': { type: 'boolean', default: false },
  },
});

const SIZES = [1, 100, 10_000];

if (values.checkouts === undefined) console.log(overview());
else console.log(bill(loadOf(number('checkouts')), region(values.region)));

function loadOf(checkouts: number): Load {
  return {
    checkouts,
    filesPerDay: number('files-per-day'),
    alertsPerCheckoutDay: number('alerts-per-checkout-day'),
    emailsPerAlert: number('emails-per-alert'),
    smsPerAlert: number('sms-per-alert'),
    isFreeTierUsed: values['free-tier'],
  };
}

function bill(load: Load, where: Region): string {
  const prices = PRICES[where];
  const items = monthlyCost(load, prices, MEASURED);
  const files = load.checkouts * load.filesPerDay * 30;
  const ofFiles = total(items.filter(({ part }) => part === 'files'));
  return [
    `${load.checkouts} checkouts, ${load.filesPerDay} files a day each, ${where}, prices of ${prices.asOf}`,
    `${freeTiers()}; a month of 30 days, in USD`,
    '',
    costTable(items),
    ...(files > 0 ? [`a million files alone: ${dollars((ofFiles / files) * 1e6)}`] : []),
  ].join('\n');
}

function overview(): string {
  const regions = Object.keys(PRICES) as Region[];
  const rows = SIZES.flatMap((checkouts) =>
    regions.map((where) => {
      const items = monthlyCost(loadOf(checkouts), PRICES[where], MEASURED);
      const parts = shares(items).map(({ share }) => `${Math.round(share * 100)} %`.padStart(11));
      const size = checkouts.toLocaleString('en-US').padStart(9);
      return `${size}  ${where}  ${dollars(total(items)).padStart(10)}${parts.join('')}`;
    }),
  );
  const parts = PARTS.map((part) => part.padStart(11)).join('');
  return [
    `${number('files-per-day')} files a day of each checkout; ${freeTiers()}; a month of 30 days, in USD`,
    '',
    `checkouts  region          total${parts}`,
    ...rows,
  ].join('\n');
}

function freeTiers(): string {
  return values['free-tier'] ? 'without what is always free' : 'free tiers left out';
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
