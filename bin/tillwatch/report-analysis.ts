// tillwatch report analysis: what the two samples show, beside what the original study said of them. docs/analysis.md is
// this. Long because it is a document, figures apart.
import { type Incident, isSales } from '../../lambda/incident/incident.ts';
import { REFERENCES } from '../../lambda/intake/checkout-day.ts';
import { reportWords } from '../../lambda/report/report-locale.ts';
import { type Analysis, restOfMonth, type SampleDay, sampleAnalysis, shortfall } from './report-analysis-figures.ts';

const { number, hours: hoursOf, chart } = reportWords('en');

/** The whole document, as Markdown. */
export async function analysisText(): Promise<string> {
  const analysis = await sampleAnalysis();
  return `${[INTRODUCTION, conclusions(analysis), days(analysis), week(analysis), loss(analysis), claims(analysis), LIMITS].join('\n\n')}\n`;
}

const INTRODUCTION = `# The two samples, analysed

<!-- Written by \`npm run docs:analysis\` from samples/; a test fails where the two differ. -->

\`samples/checkout_1.csv\` and \`samples/checkout_2.csv\` are real. Here is what they show, and how that compares with what the
study that tillwatch replaces said of them. Every figure comes out of the files by \`tillwatch report analysis\`. The files
name no date; they are called the first and the second day.`;

function conclusions({ days: [first, second], hoursEqual, week: { told, carriedOn } }: Analysis): string {
  const [missed, outage] = [mainOf(first), mainOf(second)];
  return `## Conclusions

1. **The files are two days of one checkout, one after the other.** In ${hoursEqual} of 24 hours \`yesterday\` of the second is
   \`today\` of the first. They are no two terminals, and the first is no control for the second.
2. **On the second day sales stopped, ${hoursOf(outage.startHour, outage.endHour)}**: ${lossOf(outage)}, ${outage.severity}. They began to
   fail at 14h (${counts(second, 14)}) and were back at 19h (${counts(second, 19)}).
3. **The first day wasn't normal: ${hoursOf(missed.startHour, missed.endHour)} sold ${number(missed.observed)} where ${number(missed.expected)} were expected.**
   ${capital(lossOf(missed))}, ${missed.severity}. The day's total hides it (${exact(first.totals.today)} against ${exact(first.totals.yesterday)} the day
   before), and it was over before business hours began.
4. **The morning after had no spike.** 08h looks ${percent(change(second, 8, 'avg_last_week'))} above last week's average, but that average is the
   odd one: it is ${percent(change(second, 8, 'same_day_last_week'))} against the same weekday and ${percent(change(second, 8, 'avg_last_month'))} against the month. By all
   references together (${counts(second, 8)}) chance explains it: nobody is to be woken.
5. **Last week's average of the second file is too low to be one.** Carried on from the first file it would be
   ${number(carriedOn)} sales a day; the file says ${number(told)}. Whatever is judged by it alone looks too good: the day of the outage, ${percent(changeOf(second.totals.today, told))}.
6. **One alert a day is enough.** The original's rules give ${alertsOf(first)} on the first day and ${alertsOf(second)} on the second,
   ${nightNoise(first) + nightNoise(second)} of them about night hours that expect less than one sale. tillwatch gives one incident on each.`;
}

function days({ days: [first, second] }: Analysis): string {
  const totalsOf = ({ totals }: SampleDay) => [totals.today, ...REFERENCES.map((name) => totals[name])].map(exact);
  return `## The days

![The first day: hardly any sales from 08h to 09h](images/sample-day-1.svg)

![The second day: no sales from 15h to 17h](images/sample-day-2.svg)

Totals of the files' columns:

${table(
  ['', 'Today', ...REFERENCES.map((name) => chart.references[name])],
  [
    ['first day', ...totalsOf(first)],
    ['second day', ...totalsOf(second)],
  ],
)}

What tillwatch finds:

${table(
  ['', 'Incident', 'Severity', 'Seen', 'Expected', 'Lost', 'Likely'],
  [first, second].map((day, i) => {
    const { kind, severity, startHour, endHour, observed, expected, expectedLost, lostLow, lostHigh } = mainOf(day);
    const likely = `${number(lostLow)} to ${number(lostHigh)}`;
    const name = i === 0 ? 'first day' : 'second day';
    return [
      name,
      `${kind} ${hoursOf(startHour, endHour)}`,
      severity,
      ...[observed, expected, expectedLost].map(number),
      likely,
    ];
  }),
)}`;
}

function week({
  days: [first, second],
  hoursWeekLowest,
  week: { told, carriedOn },
  sharedDays,
  carriedOnAt8,
}: Analysis): string {
  const at8 = second.view.hours[8];
  return `## The week that can't be

\`avg_last_week\` is the mean of the seven days before: its fractions are sevenths. So the second day's week is the first day's
with one day more (the first day itself, ${exact(first.totals.today)}) and one less (the same weekday of the week before, ${exact(first.totals.same_day_last_week)}).

- That makes ${number(carriedOn)} sales a day, where the second file says ${number(told)}: ${percent(changeOf(told, carriedOn))}.
- Both weeks share four days that no other column names. By the first file they sold ${number(sharedDays.byFirst)} in all, by the second
  ${number(sharedDays.bySecond)}: as if days were missing from the sum and yet counted in the seven.
- In ${hoursWeekLowest} of 24 hours the second file's weekly average lies below yesterday, the same weekday and the monthly average at
  once. The monthly averages agree with each other (${exact(first.totals.avg_last_month)} and ${exact(second.totals.avg_last_month)}); the 21 days before the week sold ${number(restOfMonth(first))} and ${number(restOfMonth(second))} a
  day.
- 08h is where it shows most: ${exact(at8?.references.avg_last_week ?? 0)} in the file, ${number(carriedOnAt8)} when carried on. ${at8?.today ?? 0} sales are ${percent(changeOf(at8?.today ?? 0, at8?.references.avg_last_week ?? 0))} against the one,
  ${percent(changeOf(at8?.today ?? 0, carriedOnAt8))} against the other; both hold the first day's own lost morning, which lowers them further.

tillwatch takes the columns apart into four blocks of days that don't overlap and weighs them, so one that doesn't fit the
others has little say ([detection](detection.md)).`;
}

function loss({ days: [, second] }: Analysis): string {
  const outage = mainOf(second);
  const rows = REFERENCES.map((name) => [
    chart.references[name],
    exact(shortfall(second, outage.startHour, outage.endHour, name)),
  ]);
  return `## What the outage cost

By each reference alone, and by the expectation that is made from all of them and from the rest of the day:

${table(
  ['Compared with', 'Sales lost'],
  [
    ...rows,
    [
      '**tillwatch**',
      `**${number(outage.expectedLost)}** (likely ${number(outage.lostLow)} to ${number(outage.lostHigh)})`,
    ],
  ],
)}

The day itself sold more than an average day outside these hours, so what it lost is nearer to what the day before sold.`;
}

function claims({ days: [first, second] }: Analysis): string {
  const z = (values: readonly number[], hour: number) => (values[hour] ?? 0).toFixed(2);
  const outage = mainOf(second);
  const missed = mainOf(first);
  return `## What the original study said

${table(
  ['It said', 'The files say'],
  [
    ['two terminals, one normal and one anomalous', 'one checkout on two days'],
    [
      'first day: all within the expected range, no critical anomaly',
      `${first.hoursOutside} of 24 hours are outside its own range of half to one and a half times last week's average, and ${hoursOf(missed.startHour, missed.endHour)} lost about ${number(missed.expectedLost)} sales (${missed.severity})`,
    ],
    [
      'z of -2.8, -2.7 and -2.4 at 15h, 16h and 17h',
      `no formula of its own gives that: ${z(second.zOfDay, 15)} for all three among the day's counts; ${z(second.zOfQuery, 15)}, ${z(second.zOfQuery, 16)} and ${z(second.zOfQuery, 17)} by its fourth query; tillwatch has ${[15, 16, 17].map((hour) => (second.view.hours[hour]?.z ?? 0).toFixed(1)).join(', ')} for each hour against its own expectation`,
    ],
    [
      'z of +2.1 at 08h and +1.8 at 09h',
      `${z(second.zOfDay, 8)} and ${z(second.zOfDay, 9)} among the day's counts, ${z(second.zOfQuery, 8)} and ${z(second.zOfQuery, 9)} by its fourth query`,
    ],
    [
      'the fourth query confirms the outage',
      `it flags no hour of the second day (the largest is ${largest(second.zOfQuery)}), but 10h of the "normal" first day (${z(first.zOfQuery, 10)})`,
    ],
    [
      'about 62 sales lost; elsewhere about 85',
      `${exact(shortfall(second, 15, 17, 'avg_last_week'))} by the lowest reference alone; 85 by none; about ${number(outage.expectedLost)} by all`,
    ],
    [
      'the day was 19% down',
      `${percent(changeOf(second.totals.today, second.totals.yesterday))} against the day before, and ${percent(changeOf(second.totals.today, second.totals.avg_last_week))} against last week's average`,
    ],
    [
      '14h normal, a partial recovery at 18h',
      `both are below their usual range (14h: ${counts(second, 14)}; 18h: ${counts(second, 18)}): the outage began and ended within them`,
    ],
    [
      'the morning spike came before the outage: a backlog',
      `08h and 09h are within their usual range (${counts(second, 8)}; ${counts(second, 9)}); nothing ties them to the afternoon`,
    ],
    ['detected at 22:15', 'the file could tell at 16:15, as soon as 15h had ended and settled'],
    ['causes with 70, 20 and 10% probability', 'counts show when and how much, never why'],
  ],
)}`;
}

const LIMITS = `## What the samples can't tell

Why sales stopped; whether 08h to 09h of the first day was closed on purpose; what the days before really sold, where the
averages contradict each other; the date and the time zone. Two days are no measurement of a detector either: that is in
[detection](detection.md).`;

type SalesIncident = Extract<Incident, { readonly expectedLost: number }>;

/** The one incident that each of the days has. */
function mainOf({ incidents }: SampleDay): SalesIncident {
  const [main] = incidents.filter((incident): incident is SalesIncident => isSales(incident));
  if (!main) throw new Error('a sample without an incident');
  return main;
}

function lossOf({ expectedLost, lostLow, lostHigh }: SalesIncident): string {
  return `about ${number(expectedLost)} sales were lost (likely ${number(lostLow)} to ${number(lostHigh)})`;
}

/** `19 sold, 39 expected, usually 23 to 56`. */
function counts({ view }: SampleDay, hour: number): string {
  const { today, expected, low, high } = view.hours[hour] ?? {};
  return `${number(today ?? 0)} sold, ${number(expected ?? 0)} expected, usually ${number(low ?? 0)} to ${number(high ?? 0)}`;
}

function change({ view }: SampleDay, hour: number, reference: (typeof REFERENCES)[number]): number {
  const { today, references } = view.hours[hour] ?? {};
  return changeOf(today ?? 0, references?.[reference] ?? 0);
}

function changeOf(seen: number, usual: number): number {
  return (100 * (seen - usual)) / usual;
}

function percent(change: number): string {
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(0)}%`;
}

function alertsOf({ originalAlerts: { P1, P2, P3 } }: SampleDay): string {
  const told = [P1 > 0 ? `${P1} P1` : '', P2 > 0 ? `${P2} P2` : '', P3 > 0 ? `${P3} P3` : '']
    .filter(Boolean)
    .join(' and ');
  return `${P1 + P2 + P3} alerts (${told})`;
}

/** Alerts of the original about hours of which less than one sale is usual. */
function nightNoise({ view }: SampleDay): number {
  return view.hours.filter(({ today, references }) => {
    const usual = references.avg_last_week ?? 0;
    const deviation = changeOf(today ?? 0, usual);
    return usual < 1 && (deviation <= -50 || deviation >= 200);
  }).length;
}

function largest(values: readonly number[]): string {
  return Math.max(...values.map(Math.abs)).toFixed(2);
}

/** To three decimals, the most that the files have. */
function exact(sales: number): string {
  return String(Math.round(sales * 1000) / 1000);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
