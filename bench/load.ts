// Ten thousand files within a minute, simulated: `npm run bench:load`; with `-- --measure` the work of a file is measured
// first, on this machine.
import { cpus } from 'node:os';
import { dollars } from './cost/cost-table.ts';
import { PRICES } from './cost/prices.ts';
import { MEASURED } from './load/measured.ts';
import { ACCOUNT_CONCURRENCY, AS_DEPLOYED, type Scenario, TOP_OF_THE_HOUR } from './load/scenario.ts';
import { workOfAFile } from './load/service-times.ts';
import { type Outcome, simulated } from './load/simulation.ts';

const isMeasuring = process.argv.includes('--measure');
const times = isMeasuring ? { ...MEASURED, cpuMs: (await workOfAFile()).cpuMs } : MEASURED;
const machine = isMeasuring ? `${cpus()[0]?.model}, Node ${process.version}` : 'as kept in bench/load/measured.ts';

console.log(
  `${TOP_OF_THE_HOUR.checkouts} files within ${TOP_OF_THE_HOUR.landingMs / 1_000} s, an alert in every ${TOP_OF_THE_HOUR.alertEvery}th`,
);
console.log(
  `a file: ${times.cpuMs.toFixed(1)} ms of a core (${machine}), ${times.s3Calls} calls of ${times.s3CallMs} ms; cold start ${times.coldStartMs} ms\n`,
);
console.log(table());

/** The deployment as it is, on an account of either kind; then with more at once. */
function scenarios(): readonly [string, Scenario][] {
  const base = { ...TOP_OF_THE_HOUR, ...AS_DEPLOYED, times, accountConcurrency: ACCOUNT_CONCURRENCY.usual };
  const { ofNewAccounts } = ACCOUNT_CONCURRENCY;
  return [
    ['as deployed', base],
    ['as deployed, new account', { ...base, accountConcurrency: ofNewAccounts }],
    ['50 at once', { ...base, maximumConcurrency: 50 }],
    ['50 at once, new account', { ...base, maximumConcurrency: 50, accountConcurrency: ofNewAccounts }],
    ['300 at once', { ...base, maximumConcurrency: 300 }],
    ['1,000 at once', { ...base, maximumConcurrency: 1_000 }],
  ];
}

function table(): string {
  const header = ['', 'last file', 'last alert', 'at once', 'refused', 'dead', 'USD', 'S3 calls/s', 'binds first'];
  const rows = scenarios().map(([name, scenario]) => row(name, simulated(scenario), scenario));
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((cells) => (cells[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i % 8 === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}

function row(name: string, found: Outcome, { times: { s3Calls } }: Scenario): string[] {
  return [
    name,
    minutes(found.lastFileMs),
    minutes(found.lastAlertMs),
    String(found.mostAtOnce),
    found.throttles.toLocaleString('en-US'),
    String(found.deadLetters),
    dollars(cost(found, s3Calls)),
    found.mostS3CallsASecond.toLocaleString('en-US'),
    found.bindsFirst ?? 'nothing',
  ];
}

/** Functions, calls to S3 and the queue in São Paulo, half of S3's being writes. */
function cost({ gbSeconds, invocations, handled }: Outcome, s3Calls: number): number {
  const prices = PRICES['sa-east-1'];
  const s3 = handled * ((s3Calls / 2) * prices.s3Put + (s3Calls / 2) * prices.s3Get);
  const lambda = gbSeconds * prices.lambdaGbSecondArm + invocations * prices.lambdaRequest;
  return lambda + s3 + (handled + 2 * invocations) * prices.sqsRequest;
}

function minutes(ms: number): string {
  return `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1_000)).padStart(2, '0')}`;
}
