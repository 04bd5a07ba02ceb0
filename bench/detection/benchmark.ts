// npm run benchmark [-- --data DIR] [--days N] [--checkouts N] [--seed S] [--no-looks]: measures the detectors, writes RESULTS.md.
// Without --data only generated days are used; --data adds labelled files that lie elsewhere and stay there.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lossCoverage, type Measured, promiseChart, promiseTable } from './calibration.ts';
import { CONTESTANTS, type Contestant, SCAN } from './contestants.ts';
import { faintOutages } from './faint-outages.ts';
import { followedCheckouts } from './followed-checkouts.ts';
import { generatedDays } from './generator.ts';
import type { LabelledDay } from './labelled-day.ts';
import { labelledFiles } from './labelled-files.ts';
import { firstAlarms, repeatedLooks, replayed } from './repeated-looks.ts';
import { figures, mustPage, type Reports } from './scorer.ts';
import {
  contestTable,
  faintOutagesTable,
  firstAlarmsTable,
  leaveOneOutTable,
  looksTable,
  strataTable,
} from './tables.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    days: { type: 'string', default: '1000' },
    checkouts: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    'no-looks': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});

/** Usual sales an hour where outages are tried, from hopeless to plain, and on how many days each. */
const FAINT_RATES = [0.2, 1, 1.5, 2, 3, 4, 6, 9] as const;
const FAINT_DAYS = 100;

const days = Number(options.days);
const seed = Number(options.seed);
const measured: Measured[] = [];
const sections = [
  '# Detection benchmark: results',
  'Written by `npm run benchmark`; how to read it is in `docs/detection.md`. An alarm is P1 to P4, settings are the shipped defaults.',
  section(`Generated days (${days}, seed ${seed})`, generatedDays(days, seed)),
];
sections.push(historySection(Number(options.checkouts)));
if (options.data !== undefined) sections.push(section('Labelled files', labelledFiles(options.data)));

sections.push('## Promised and measured false alarms', promiseTable(measured), ...measured.map(coverageOf));
sections.push(
  '## Outages near `undetectableBelow`',
  'Complete outages from 14h to 16h on generated days, by what these hours usually sell, beside what the judgements stated as the smallest rate whose three-hour loss would be noticed.',
  faintOutagesTable(FAINT_RATES.map((rate) => faintOutages(rate, FAINT_DAYS, seed))),
);
writeFileSync(new URL('../../docs/detection-calibration.svg', import.meta.url), promiseChart(measured));

const results = `${sections.join('\n\n')}\n`;
writeFileSync(options.out ?? new URL('RESULTS.md', import.meta.url), results);
process.stdout.write(results);

function section(title: string, labelled: readonly LabelledDay[]): string {
  const reports = CONTESTANTS.map((contestant) => [contestant, reportsOf(labelled, contestant)] as const);
  const scanReports = reports.find(([contestant]) => contestant === SCAN)?.[1] ?? new Map();
  measured.push({ name: title.toLowerCase(), days: labelled, reports: scanReports });
  const clean = labelled.filter((day) => day.incidents.length === 0).length;
  const parts = [
    `## ${title}`,
    `${labelled.length} days, ${clean} of them clean.`,
    contestTable(reports.map(([{ name }, r]) => [name, figures(labelled, r)])),
    '### `scan` by source and volume',
    strataTable(labelled, scanReports),
    '### `scan`, one source or volume left out when the score is chosen',
    leaveOneOutTable(labelled, scanReports),
  ];
  if (!options['no-looks']) parts.push(...looksParts(labelled));
  return parts.join('\n\n');
}

/** The product's two detectors, on every day seen after each of its hours. */
function looksParts(labelled: readonly LabelledDay[]): readonly string[] {
  const seen = CONTESTANTS.slice(0, 2).map((contestant) => [contestant.name, replayed(labelled, contestant)] as const);
  return [
    '### Every day seen after each of its hours: false alarms',
    looksTable(seen.map(([name, days]) => [name, repeatedLooks(days)])),
    '### Every day seen after each of its hours: the first alarm',
    'Hours from the file that first holds the incident to the first file that raises it; shares are of all incidents. An outage must page when it costs 20 sales or more in business hours.',
    firstAlarmsTable(
      seen.flatMap(([name, days]) => [
        [`${name}, all incidents`, firstAlarms(days)],
        [`${name}, outages that must page`, firstAlarms(days, mustPage)],
      ]),
    ),
  ];
}

function historySection(checkouts: number): string {
  const { days, alone, withHistory } = followedCheckouts(checkouts, seed);
  const clean = days.filter((day) => day.incidents.length === 0).length;
  return [
    `## Followed checkouts (${checkouts}, seed ${seed})`,
    `${days.length} days, ${clean} of them clean: the fifth to eighth week of each checkout, with what its record had learned in the weeks before.`,
    contestTable([
      ['scan, the file alone', figures(days, alone)],
      ['scan, with history', figures(days, withHistory)],
    ]),
  ].join('\n\n');
}

function coverageOf(some: Measured): string {
  const coverage = lossCoverage(some);
  if (coverage === null) return `On ${some.name} no loss was found to the hour.`;
  const { share, losses } = coverage;
  return `Of ${losses} losses found to the hour on ${some.name}, ${(100 * share).toFixed(0)} % lie within the stated 90 % interval.`;
}

function reportsOf(labelled: readonly LabelledDay[], { reports }: Contestant): Reports {
  return new Map(labelled.map(({ name, day }) => [name, reports(day)]));
}
