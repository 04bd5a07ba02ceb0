// Ten thousand checkouts whose files land within the minute at the top of the hour, simulated.
import { dollars } from '../../cost/cost-table.ts';
import { PRICES } from '../../cost/prices.ts';
import { ACCOUNT_CONCURRENCY, AS_DEPLOYED, type Scenario, TOP_OF_THE_HOUR } from '../../load/scenario.ts';
import type { ServiceTimes } from '../../load/service-times.ts';
import { type Outcome, simulated } from '../../load/simulation.ts';
import { amount, type Row, type Topic } from '../topic.ts';

export const load: Topic = {
  name: 'load',
  title: 'Ten thousand files within a minute, simulated',
  about:
    'Queue, pollers, functions, the account and the watch, step by step (`bench/load/`). A file takes the processor time measured ' +
    'above, or kept from the run before; that a call to S3 takes 100 ms and a cold start a second is assumed, from what the ' +
    'services state. An alert in every hundredth file. `binds first` is what most files waited for. USD in São Paulo.',
  async measure(_effort, times) {
    const found = scenarios(times).map(([name, scenario]) => ({ name, scenario, outcome: simulated(scenario) }));
    const rows = found.slice(0, 1).flatMap(({ outcome }) => rowsOf(outcome));
    return {
      rows,
      tables: [
        {
          title: `A file takes ${times.cpuMs.toFixed(1)} ms of a core and ${times.s3Calls} calls of ${times.s3CallMs} ms`,
          header: ['', 'last file', 'last alert', 'at once', 'throttles', 'dead', 'USD', 'S3 calls/s', 'binds first'],
          rows: found.map(({ name, scenario, outcome }) => cells(name, outcome, scenario)),
        },
      ],
    };
  },
};

function rowsOf({ lastAlertMs, throttles }: Outcome): readonly Row[] {
  return [
    {
      what: 'ten thousand files in a minute, as deployed: last alert after',
      measured: amount(lastAlertMs / 60_000, 'min', 1),
      floor: null,
      goal: null,
    },
    {
      what: 'ten thousand files in a minute, as deployed: throttles',
      measured: amount(throttles, 'starts'),
      floor: null,
      goal: null,
    },
  ];
}

/** The deployment as it is, on an account of either kind; then with more at once. */
function scenarios(times: ServiceTimes): readonly [string, Scenario][] {
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

function cells(name: string, found: Outcome, { times: { s3Calls } }: Scenario): readonly string[] {
  return [
    name,
    minutes(found.lastFileMs),
    minutes(found.lastAlertMs),
    String(found.mostAtOnce),
    found.throttles.toLocaleString('en'),
    String(found.deadLetters),
    dollars(cost(found, s3Calls)),
    found.mostS3CallsASecond.toLocaleString('en'),
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
