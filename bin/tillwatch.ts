#!/usr/bin/env node
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
// The `tillwatch` command: names the subcommands; each lives in a file of its own and is loaded when it is called.
// Long because it is a list: all that can be typed, with its help, in one place.
import { LOCALES } from '../lambda/config/locale.ts';
import { SEVERITIES } from '../lambda/config/severity.ts';
import { DETECTORS } from '../lambda/detect/judgement.ts';
import { TillwatchError } from '../lambda/errors.ts';
import { VERDICTS, type Verdict } from '../lambda/incident/incident.ts';
import { REPEATS } from '../lambda/incident/teaching.ts';
import { calendarDate } from '../lambda/intake/calendar-date.ts';
import { escapedText } from '../lambda/notify/plain-text.ts';
import { version } from '../package.json';
import { EXIT } from './tillwatch/exit-status.ts';
import { duration } from './tillwatch/lasting.ts';
import { oneLine } from './tillwatch/one-line.ts';
import { RESULT_FORMATS } from './tillwatch/sql/result-format.ts';

// Whoever reads our output may have seen enough (`| head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const stackOption = new Option('--stack <name>', 'name of the deployed stack (default: the local run)').env(
  'TILLWATCH_STACK',
);
const stateOption = new Option('--state <folder>', 'state folder of the local run').default('.tillwatch');

const byOption = new Option('--by <name>', 'who you are (default: your user name here)');

const program = new Command('tillwatch')
  .version(version)
  .description('Watches hourly checkout sales: one clear alert per real problem.')
  .showHelpAfterError('(tillwatch --help, or tillwatch COMMAND --help, tells more)')
  .configureHelp({ sortSubcommands: false })
  .configureOutput({ outputError: (text, write) => write(text.split('\n').map(escapedText).join('\n')) })
  .exitOverride();

program
  .command('score')
  .description('judge checkout files as the deployed function would, without sending anything')
  .argument('<file...>', 'CSV files, or - for standard input')
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json', 'jsonl']).default('text'))
  .addOption(
    new Option('-d, --detector <name>', 'scan, or the original rules (default: the configuration)').choices(DETECTORS),
  )
  .option('--key <key>', 'object key under which the file is to be imagined', something)
  .option('--checkout <id>', 'checkout that the file is about, unless it has a checkout column', something)
  .option('--date <date>', 'business date of the file, unless it has a date column', isoDate)
  .option('--as-of <time>', 'when the file landed, e.g. 2026-01-16T16:20-03:00 (default: after the day ended)', instant)
  .addOption(
    new Option('--fail-on <severity>', 'exit with status 3 at an incident of this severity or worse').choices(
      SEVERITIES,
    ),
  )
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .addHelpText(
    'after',
    `
Exit status: 0 all files were read, 1 some went to quarantine, 2 wrong usage, 3 an incident reached --fail-on.

Examples:
  tillwatch score samples/checkout_2.csv
  tillwatch score samples/*.csv --format jsonl | jq .incidents
  tillwatch score today.csv --as-of 2026-01-16T16:20-03:00 --fail-on P2`,
  )
  .action(async (files: string[], options) => {
    const { scoreFiles } = await import('./tillwatch/score.ts');
    process.exitCode = await scoreFiles(files, options);
  });

program
  .command('backtest')
  .description('tell which alerts a folder of past files would have brought, at several sensitivities')
  .argument('<folder>', 'folder with CSV files; its folders are looked through as well')
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .option('--chart <file>', 'write an SVG chart of the days and their alerts')
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .action(async (folder: string, options) => {
    const { backtest } = await import('./tillwatch/backtest.ts');
    process.exitCode = await backtest(folder, options);
  });

program
  .command('check')
  .description('explain files without judging them: how they are read, what is wrong where, what would happen')
  .argument('<file...>', 'CSV files, or - for standard input')
  .option('--key <key>', 'object key under which the file is to be imagined', something)
  .option('--checkout <id>', 'checkout that the file is about, unless it has a checkout column', something)
  .option('--date <date>', 'business date of the file, unless it has a date column', isoDate)
  .option('--as-of <time>', 'when the file landed (default: after the day ended)', instant)
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .action(async (files: string[], options) => {
    const { checkFiles } = await import('./tillwatch/check.ts');
    process.exitCode = await checkFiles(files, options);
  });

program
  .command('local')
  .description('run the whole pipeline on this machine: emulated S3, SQS and SNS, and a folder to drop files into')
  .option('--once', 'stop when the two samples are through')
  .option('--keep', 'go on with the state of the last run instead of starting afresh with the samples')
  .option('--inbox <folder>', 'folder to watch', 'inbox')
  .option('--state <folder>', 'folder for the emulated services', '.tillwatch')
  .option('--port <number>', 'port of the emulated services (default: any that is free)', portNumber)
  .option('--dashboard-port <number>', 'port of the dashboard (default: 7377, or any that is free)', portNumber)
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .action(async (options) => {
    const { runLocal } = await import('./tillwatch/local.ts');
    process.exitCode = await runLocal(options);
  });

program
  .command('incidents')
  .description('list the incidents that are open, or show one with its history')
  .argument('[id]', 'incident to show')
  .option('-a, --all', 'ended ones as well')
  .option('--checkout <id>', 'of one checkout only')
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (id: string | undefined, options) => {
    const { listIncidents, showIncident } = await import('./tillwatch/incidents.ts');
    process.exitCode = id === undefined ? await listIncidents(options) : await showIncident(id, options);
  });

program
  .command('briefing')
  .description('tell the last shift in a minute, for a voice to read')
  .addOption(
    new Option('-f, --format <format>', 'text, SSML, or the input of Polly')
      .choices(['text', 'ssml', 'polly'])
      .default('text'),
  )
  .addOption(new Option('--locale <locale>', "language (default: the configuration's)").choices(LOCALES))
  .option('--since <time>', 'when the shift began (default: at the handoff before the last one)', instant)
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .addOption(stackOption)
  .addOption(stateOption)
  .addHelpText(
    'after',
    `
Examples:
  tillwatch briefing --locale pt-BR
  tillwatch briefing --format polly > briefing.json
  aws polly synthesize-speech --cli-input-json file://briefing.json briefing.mp3`,
  )
  .action(async (options) => {
    const { tellBriefing } = await import('./tillwatch/briefing.ts');
    process.exitCode = await tellBriefing(options);
  });

const report = program
  .command('report')
  .description('write a report on a day, an incident or a week, as HTML or Markdown')
  .addHelpText(
    'after',
    `
Examples:
  tillwatch report day samples/checkout_2.csv 2026-01-16 --out day.html
  tillwatch report day checkout 2026-01-16 --stack tillwatch --locale pt-BR
  tillwatch report incident checkout-2026-01-16-15h --out incident.md
  tillwatch report week checkout 2026-W03 --files past/*.csv --out week.html`,
  );

const withReportOptions = (command: Command) =>
  command
    .addOption(
      new Option('-f, --format <format>', 'html or md (default: by the ending of --out, else md)').choices([
        'html',
        'md',
      ]),
    )
    .option('-o, --out <file>', 'file to write to (default: standard output)')
    .addOption(new Option('--locale <locale>', "language (default: the checkout's)").choices(LOCALES))
    .option('--files <csv...>', 'CSV files to take instead of a record, as if each had landed when its day was over')
    .option('--checkout <id>', 'with CSV files: checkout that they are about, unless they say', something)
    .option('--date <date>', 'with CSV files: business date that they are about, unless they say', isoDate)
    .option('--as-of <time>', 'with CSV files: when they landed', instant)
    .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
    .addOption(stackOption)
    .addOption(stateOption);

withReportOptions(
  report
    .command('day')
    .description('what happened on a day: conclusion, chart, incidents and why, hour by hour, data quality')
    .argument('<what>', 'checkout, or a CSV file')
    .argument('[date]', 'business date (default: the newest)', isoDate),
).action(async (what: string, date: string | undefined, options) => {
  const { reportDay } = await import('./tillwatch/report.ts');
  process.exitCode = await reportDay(what, date, options);
});

withReportOptions(
  report
    .command('incident')
    .description('an incident for those who were not there, with blanks for what only people know')
    .argument('<id>', 'incident'),
).action(async (id: string, options) => {
  const { reportIncident } = await import('./tillwatch/report.ts');
  process.exitCode = await reportIncident(id, options);
});

withReportOptions(
  report
    .command('week')
    .description("a checkout's week: its incidents, and its days beside each other")
    .argument('<checkout>', 'checkout')
    .argument('[week]', 'such as 2026-W03 (default: that of the newest day)'),
).action(async (checkout: string, week: string | undefined, options) => {
  const { reportWeek } = await import('./tillwatch/report.ts');
  process.exitCode = await reportWeek(checkout, week, options);
});

report
  .command('analysis')
  .description('what the two samples show, beside what the original study said of them, as Markdown')
  .action(async () => {
    const { analysisText } = await import('./tillwatch/report-analysis.ts');
    process.stdout.write(await analysisText());
  });

program
  .command('ack')
  .description('be on it: reminders stop, and whoever heard of the incident hears that')
  .argument('<incident>', 'id of the incident')
  .option('--for <duration>', 'how long, such as 2h; then it is asked about again (default: until it ends)', duration)
  .option('--until <time>', 'the same as a time', instant)
  .option('--why <text>', 'what you are doing about it')
  .addOption(byOption)
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (id: string, options) => {
    const { acknowledge } = await import('./tillwatch/ack.ts');
    process.exitCode = await acknowledge(id, options);
  });

program
  .command('resolve')
  .description('say that an incident is over; newer data open it again only if they show more')
  .argument('<incident>', 'id of the incident')
  .option('--why <text>', 'what it was')
  .addOption(byOption)
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (id: string, options) => {
    const { resolveIncident } = await import('./tillwatch/resolve.ts');
    process.exitCode = await resolveIncident(id, options);
  });

program
  .command('silence')
  .description('keep incidents of a checkout on record without sending them; without a checkout: list what is silenced')
  .argument('[checkout]', 'checkout to silence')
  .option('--all', 'every checkout that is on record now')
  .option('--for <duration>', 'how long, such as 2h', duration)
  .option('--until <time>', 'until when, e.g. 2026-01-16T16:20-03:00', instant)
  .option('--from <time>', 'from when on (default: now)', instant)
  .option('--every <window>', 'only in these local hours of the week, such as "sun 02:00-04:00" or "daily 02:00-03:30"')
  .addOption(new Option('--kind <kinds...>', 'only these kinds').choices(['outage', 'drop', 'spike', 'level', 'data']))
  .addOption(new Option('--severity <severities...>', 'only these severities').choices(SEVERITIES))
  .option('--why <text>', 'the reason, for those who ask')
  .addOption(byOption)
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (checkout: string | undefined, options) => {
    const { silence } = await import('./tillwatch/silence.ts');
    process.exitCode = await silence(checkout, options);
  });

program
  .command('unsilence')
  .description('end a silence now; what it held back and is still open is sent')
  .argument('<silence>', 'id of the silence; tillwatch silence lists them')
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (id: string, options) => {
    const { unsilence } = await import('./tillwatch/silence.ts');
    process.exitCode = await unsilence(id, options);
  });

program
  .command('feedback')
  .description('say whether it was right to alert; without an incident: count what was said, beside the promise')
  .argument('[incident]', 'id of the incident')
  .addArgument(new Argument('[verdict]', 'true, expected (sales differed, and somebody knew why)').choices(VERDICTS))
  .option('--note <text>', 'what it was')
  .addOption(new Option('--teach <repeat>', 'with expected: have the calendar know these hours').choices(REPEATS))
  .addOption(byOption)
  .addOption(new Option('-f, --format <format>', 'how to print the count').choices(['text', 'json']).default('text'))
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (id: string | undefined, verdict: Verdict | undefined, options) => {
    const { countFeedback, giveFeedback } = await import('./tillwatch/feedback.ts');
    if (id !== undefined && verdict === undefined) {
      throw new TillwatchError('feedback-invalid', `say what ${id} was: ${VERDICTS.join(', ')}`);
    }
    const isCount = id === undefined || verdict === undefined;
    process.exitCode = isCount ? await countFeedback(options) : await giveFeedback(id, verdict, options);
  });

program
  .command('set')
  .description("change one checkout's own settings, which win over the configuration; without any: print them")
  .argument('<checkout>', 'checkout')
  .argument('[settings...]', "key=value, such as severity.outageLossSales=10; key= goes back to the configuration's")
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (checkout: string, settings: string[], options) => {
    const { setSettings } = await import('./tillwatch/set.ts');
    process.exitCode = await setSettings(checkout, settings, options);
  });

program
  .command('sql')
  .description('ask the history a question in SQL; without one: list the questions that come with tillwatch')
  .argument('[query]', 'name of a question, or a .sql file; with -e the first source')
  .argument('[source...]', 'CSV files, folders of them, or a copy of the records bucket (default: the ledger)')
  .option('-e, --execute <sql>', 'the question as SQL', something)
  .addOption(new Option('-f, --format <format>', 'how to print').choices(RESULT_FORMATS).default('table'))
  .option('--checkout <id>', 'checkout that the files are about, unless they say it', something)
  .option('--date <date>', 'business date of the files, unless they say it', isoDate)
  .option('--limit <rows>', 'rows that are printed at most', atLeastOne, 10_000)
  .option('--timeout <seconds>', 'time after which the question is given up', atLeastOne, 30)
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .addOption(stackOption)
  .addOption(stateOption)
  .addHelpText(
    'after',
    `
Examples:
  tillwatch sql anomalies samples/checkout_2.csv --date 2026-01-16
  tillwatch sql lost-sales exports/ --format csv
  tillwatch sql -e "SELECT business_date, sum(today) FROM readings GROUP BY business_date" exports/
  tillwatch sql time-to-detect --stack tillwatch`,
  )
  .action(async (query: string | undefined, sources: string[], options) => {
    const { runSql } = await import('./tillwatch/sql.ts');
    process.exitCode = await runSql(query === undefined ? [] : [query, ...sources], options);
  });

program
  .command('backfill')
  .description('read files of the past in the inbox into the history, without alerting anybody; safe to run again')
  .argument('[prefix]', 'files whose keys begin with it', 'history/')
  .option('--alerts', 'alert as files do that land late: once, on P4')
  .option('--again', 'also files that have a receipt, such as those judged before there was a history')
  .option('--concurrency <batches>', 'batches of 100 files at the same time', atLeastOne, 10)
  .option('--detach', 'do not wait until it has ended')
  .addOption(stackOption)
  .action(async (prefix: string, options) => {
    const { backfill } = await import('./tillwatch/backfill.ts');
    process.exitCode = await backfill(prefix, options);
  });

program
  .command('receipt')
  .description('tell what became of a file that was dropped')
  .argument('<key>', 'object key in the inbox')
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (key: string, options) => {
    const { showReceipt } = await import('./tillwatch/receipt.ts');
    process.exitCode = await showReceipt(key, options);
  });

program
  .command('replay')
  .description('have a file in the inbox read again')
  .argument('<key>', 'object key in the inbox')
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (key: string, options) => {
    const { replay } = await import('./tillwatch/replay.ts');
    process.exitCode = await replay(key, options);
  });

program
  .command('exporter')
  .description('serve metrics for Prometheus, from CSV files and folders or, without any, from what is on record')
  .argument('[path...]', 'CSV files, and folders of them')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on', portNumber, 8000)
  .option('--refresh <duration>', 'how often the data are read again', duration, 60_000)
  .option('--keep <duration>', 'how long a checkout is told of after its last file', duration, 172_800_000)
  .option(
    '--detailed <number>',
    'checkouts with series by hour, those with the worst incidents first',
    wholeNumber,
    200,
  )
  .option('--current-hour <hour>', 'hour label that counts as current (default: the last that is final)', hourLabel)
  .option('--checkout <id>', 'checkout that the files are about, unless they have a checkout column', something)
  .option('--config <file>', 'configuration (default: tillwatch.config.json, if there is one)')
  .addOption(stackOption)
  .addOption(stateOption)
  .action(async (paths: string[], options) => {
    const { runExporter } = await import('./tillwatch/exporter.ts');
    process.exitCode = await runExporter(paths, options);
  });

program
  .command('demo')
  .description('smoke test of a deployed stack: drop the samples and follow them to their alerts')
  .addOption(stackOption)
  .addOption(stateOption)
  .option('--page', 'date the samples so that the outage pages as P1 (default: as history, announced on P4 only)')
  .action(async (options) => {
    const { demo } = await import('./tillwatch/demo.ts');
    process.exitCode = await demo(options);
  });

program
  .command('doctor')
  .description('look at a deployed stack from all sides: does it run, does anybody hear of it, what is to be done')
  .addOption(new Option('--stack <name>', 'name of the deployed stack').env('TILLWATCH_STACK').makeOptionMandatory())
  .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
  .option('--strict', 'exit with status 1 also at what is only worth a look')
  .option('--config <file>', 'configuration it was deployed with (default: tillwatch.config.json, if there is one)')
  .addHelpText(
    'after',
    '\nExit status: 0 nothing is wrong, 1 something is, 2 wrong usage, no credentials or no such stack.',
  )
  .action(async (options) => {
    const { doctor } = await import('./tillwatch/doctor.ts');
    process.exitCode = await doctor(options);
  });

function isoDate(text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const date = parts && calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (date === null) throw new InvalidArgumentError('It is not a date such as 2026-01-16.');
  return date;
}

function something(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function instant(text: string): Date {
  const time = new Date(text);
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  if (Number.isNaN(time.getTime()) || !hasZone) {
    throw new InvalidArgumentError('It is not a time with its offset such as 2026-01-16T16:20-03:00.');
  }
  return time;
}

function hourLabel(text: string): number {
  const hour = wholeNumber(text.replace(/h$/, ''));
  if (hour > 23) throw new InvalidArgumentError('It is not an hour label from 0 to 23.');
  return hour;
}

function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It is not a port number.');
  return port;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    const reason = oneLine(error);
    if (reason === null) throw error;
    console.error(`tillwatch: ${escapedText(reason)}`);
    process.exitCode = EXIT.usage;
  }
}
