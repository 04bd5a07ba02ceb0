// docs/intake.md says what intake does. `npm run docs:intake` writes it anew; without that a difference is a failure.
import { expect, it } from 'vitest';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import { CODES } from '../../lambda/intake/findings.ts';
import * as limits from '../../lambda/intake/limits.ts';
import type { InputClass } from './classes.ts';
import { CLASSES } from './classes.ts';
import { codes, dropped } from './dropped.ts';

const LIMITS: readonly (readonly [string, number])[] = [
  ['bytes as stored', limits.MAX_STORED_BYTES],
  ['bytes after decompression', limits.MAX_PLAIN_BYTES],
  ['characters of a line, or of a record with line breaks in quotes', limits.MAX_LINE_CHARS],
  ['lines of such a record', limits.MAX_RECORD_LINES],
  ['columns', limits.MAX_COLUMNS],
  ['lines', limits.MAX_LINES],
  ['rows', limits.MAX_ROWS],
  ['checkout-days', limits.MAX_CHECKOUT_DAYS],
  ['characters of a checkout’s id', limits.MAX_CHECKOUT_CHARS],
  ['lines in which the header must come', limits.HEADER_WITHIN_LINES],
];

it('is what docs/intake.md says', async () => {
  await expect(await document()).toMatchFileSnapshot('../../docs/intake.md');
});

async function document(): Promise<string> {
  const sections: string[] = [];
  for (const [title, classes] of Object.entries(CLASSES)) {
    const rows = await Promise.all(classes.map(rowOf));
    sections.push(`### ${title}\n\n| found | outcome | findings |\n|---|---|---|\n${rows.join('\n')}\n`);
  }
  const limitRows = LIMITS.map(([what, most]) => `| ${what} | ${most.toLocaleString('en')} |`);
  const codeRows = Object.entries(CODES).map(
    ([code, { isLossy, cause, cure }]) => `| \`${code}\` | ${isLossy ? 'lossy' : 'note'} | ${cause} | ${cure} |`,
  );
  return `${INTRODUCTION}
## What becomes of what

An outcome for each kind of input, by running an example of each. Several outcomes: several checkout-days.

${sections.join('\n')}
## Limits

Past one of these a file is refused as \`too-large\` (a record of too many lines as \`quote-unclosed\`, a checkout's id as
\`checkout-absent\`, a late header as \`header-not-found\`), while it is being read.

| what | at most |
|---|---|
${limitRows.join('\n')}

## Codes

Stable: search for them. *Lossy*: something that the file tells or should tell isn't used; the outcome is at best
\`partial\`, and it alerts once per checkout and set of codes. *Note*: nothing was lost; it never alerts.

| code | | cause | cure |
|---|---|---|---|
${codeRows.join('\n')}
`;
}

async function rowOf({ name, file, how }: InputClass): Promise<string> {
  const items = await dropped(file, how);
  const outcomes = items.map(({ outcome }) => outcome).join(', ');
  const found = new Set(items.flatMap(codes));
  const reasons = new Set(items.flatMap((item) => (isRefusal(item) ? [item.reason.code] : [])));
  const list = [...found].map((code) => (reasons.has(code) ? `**\`${code}\`**` : `\`${code}\``));
  return `| ${name} | ${outcomes} | ${list.join(' ')} |`;
}

const INTRODUCTION = `# What intake does with a file

<!-- Written by \`npm run docs:intake\` from the code; a test fails where the two differ. -->

A file that lands in the inbox gives one *checkout-day* per checkout and business date, or a *refusal* that says why not.
Whatever the bytes and the key are, the outcome is one of four:

| outcome | meaning |
|---|---|
| \`ok\` | every hour of the file was understood; there may be notes |
| \`partial\` | what was understood is judged, the rest is unknown and named |
| \`quarantine\` | nothing can be trusted; the reason names line and column where there is one |
| \`ignore\` | no data file, by its key: neither \`.csv\` nor \`.csv.gz\` |

**Absent is not zero.** A blank cell, a missing row, an unreadable value, an hour that wasn't over: all are unknown.

## The documented format

\`\`\`csv
time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month
00h,9,12,11,6.42,4.85
01h,3,5,1,1.85,1.92
\`\`\`

\`time\`, \`today\` and \`avg_last_week\` are needed, in any order, in any case, in English or Portuguese (\`hora\`, \`hoje\`,
\`ontem\`, \`mesmo_dia_semana_passada\`, \`media_semana_passada\`, \`media_mes_passado\`). A \`checkout\` and a \`date\` column let
one file hold many checkouts and days, in any order of rows.

## Which checkout, which day

The first that is there: the columns \`checkout\` and \`date\` (or date-times in the time column); the object's metadata
\`checkout\` and \`date\`; the key, best \`…/<checkout>/<YYYY-MM-DD>.csv\`; else the file's name without \` (1)\`, \` - Copy\` and
the like is the checkout. Dates are read in ISO or Brazilian order; another order only where the file proves it.
A date that nothing names is inferred: sales in an hour that starts after the file landed make it the day before, else it's
the day of landing. Where that decides whether zeros at the end are an outage or hours still to come, they are unknown
(\`date-uncertain\`). So name the date.

An hour is final 15 minutes (\`settleMinutes\`) after it ends. The running hour and later ones are unknown whatever the file
says, and are no gap.

## What \`1.234\` is

Thousands or a decimal: the whole file decides, not the cell. \`1.234\` is 1234 where other values have decimal commas
(\`1484,81\`), or where points stand in several groups (\`1.234.567\`); among averages with points (\`22.43\`) \`22.427\` is a
decimal. A count such as \`1.416\` beside averages such as \`1484.81\` could be either, and is not used
(\`number-ambiguous\`); write counts without separators.
`;
