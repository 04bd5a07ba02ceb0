// tillwatch backtest: one's own past files taken as if tillwatch had been there, to choose the sensitivity by.
import { writeFileSync } from 'node:fs';
import pc from 'picocolors';
import { backtestChart } from './backtest-chart.ts';
import { pastDays } from './backtest-days.ts';
import { backtestJson, backtestText } from './backtest-report.ts';
import { backtestRuns } from './backtest-run.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface BacktestOptions {
  readonly format: 'text' | 'json';
  /** File to write a chart of the configured setting to. */
  readonly chart?: string;
  readonly config?: string;
}

/**
 * Takes every day found below `folder` and prints which alerts there would have been.
 *
 * @returns the exit status: `refused` when some file couldn't be read
 * @throws TillwatchError `folder-unreadable` or `backtest-empty`
 */
export async function backtest(folder: string, { format, chart, config: file }: BacktestOptions): Promise<number> {
  const config = readConfig(file);
  const past = await pastDays(folder, config);
  const result = { past, runs: backtestRuns(past.days, config) };
  if (chart !== undefined) writeFileSync(chart, backtestChart(result));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(backtestJson(result), null, 2)}\n`);
  } else {
    const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
    process.stdout.write(backtestText(result, pc.createColors(hasColour)));
  }
  return past.refused.some(({ refusal }) => refusal.outcome === 'quarantine') ? EXIT.refused : EXIT.ok;
}
