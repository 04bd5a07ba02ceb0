// tillwatch score: files go through intake and detection as the deployed function takes them; the result is printed.
import { setFlagsFromString } from 'node:v8';
import pc from 'picocolors';
import { type Config, settingsFor } from '../../lambda/config/config.ts';
import { type Severity, severityRank } from '../../lambda/config/severity.ts';
import { dayCalendar } from '../../lambda/detect/calendar.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { DetectorName } from '../../lambda/detect/judgement.ts';
import { foundIncidents, refusalIncident } from '../../lambda/incident/found.ts';
import type { IntakeItem } from '../../lambda/intake/checkout-day.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { EXIT } from './exit-status.ts';
import { isDateGuessed } from './guessed-date.ts';
import { dropOf, type FileOptions, sourceOf } from './input-file.ts';
import { readConfig } from './read-config.ts';
import { type ScoredItem, scoreJson } from './score-json.ts';
import { scoreText } from './score-text.ts';

export interface ScoreOptions extends FileOptions {
  readonly format: 'text' | 'json' | 'jsonl';
  readonly detector?: DetectorName;
  readonly failOn?: Severity;
  readonly config?: string;
}

/**
 * Scores `files` in order and prints one result per file, checkout and business date.
 *
 * @returns the exit status
 * @throws TillwatchError `file-unreadable` before anything is printed, when a file isn't there
 */
export async function scoreFiles(files: readonly string[], options: ScoreOptions): Promise<number> {
  const config = readConfig(options.config);
  startInZone(config.timeZone);
  const sources = files.map((file) => ({ file, source: sourceOf(file) }));
  if (files.length === 1) expectLittle();
  const print = printer(options.format);
  let wasRefused = false;
  let worstRank = Number.POSITIVE_INFINITY;
  for (const { file, source } of sources) {
    const drop = dropOf(file, options);
    for await (const item of intake(drop, await source, config)) {
      const scored = scoredItem(file, item, drop, config, options.detector);
      print.item(scored);
      wasRefused ||= item.outcome === 'quarantine';
      worstRank = Math.min(worstRank, ...scored.incidents.map(({ severity }) => severityRank(severity)));
    }
  }
  print.end();
  if (options.failOn && worstRank <= severityRank(options.failOn)) return EXIT.incident;
  return wasRefused ? EXIT.refused : EXIT.ok;
}

/** Has the process live in the zone of the files, whose clock it then knows without Intl (zone-clock.ts). */
function startInZone(timeZone: string): void {
  process.env.TZ = timeZone;
}

/** Tells V8 that this process will judge a day and end. */
function expectLittle(): void {
  // Threads for a heap of a few megabytes cost more than they collect.
  setFlagsFromString('--no-parallel-scavenge');
  // Node 20 would spend more time on optimising what judges a day than on judging it: it has to see eight times more first.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000');
}

function scoredItem(
  file: string,
  item: IntakeItem,
  drop: Drop,
  config: Config,
  detector: DetectorName | undefined,
): ScoredItem {
  const own = settingsFor(config, item.checkout);
  const { locale } = own;
  if (isRefusal(item)) {
    const incidents = item.outcome === 'quarantine' ? [refusalIncident(item, drop.key)] : [];
    return { file, item, judgement: null, incidents, locale };
  }
  const isGuess = isDateGuessed(item.date, drop, own.timeZone);
  const settings = { ...own, calendar: isGuess ? null : dayCalendar(item.date, own) };
  const judgement = detectorNamed(detector ?? settings.detector).judge(item, settings);
  return { file, item, judgement, incidents: foundIncidents(item, judgement, settings, drop.key), locale };
}

interface Printer {
  item(scored: ScoredItem): void;
  end(): void;
}

function printer(format: ScoreOptions['format']): Printer {
  const write = (text: string) => process.stdout.write(text);
  if (format === 'jsonl') {
    return { item: (scored) => write(`${JSON.stringify(scoreJson(scored))}\n`), end: () => {} };
  }
  if (format === 'json') {
    let separator = '[';
    return {
      item(scored) {
        write(`${separator}\n${JSON.stringify(scoreJson(scored))}`);
        separator = ',';
      },
      end: () => write(separator === '[' ? '[]\n' : '\n]\n'),
    };
  }
  const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const colours = pc.createColors(hasColour);
  let separator = '';
  return {
    item(scored) {
      write(separator + scoreText(scored, colours));
      separator = '\n';
    },
    end: () => {},
  };
}
