// tillwatch doctor: looks at a deployed stack from all sides, and says what to do about what is wrong.
import pc from 'picocolors';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { awsAccount } from './doctor/aws-account.ts';
import { examination } from './doctor/examination.ts';
import { type Finding, overall, type Verdict } from './doctor/finding.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface DoctorOptions {
  readonly stack: string;
  readonly format: 'text' | 'json';
  readonly config?: string;
  /** What is worth a word counts as wrong, too. */
  readonly strict?: boolean;
}

const NAME_WIDTH = 14;

/** Gives the exit status: 0 all is well, or worth a word at most; 1 something is wrong. */
export async function doctor(options: DoctorOptions): Promise<number> {
  const now = new Date();
  const account = awsAccount(() => now);
  const findings = await examination(options.stack, account, readConfig(options.config), now);
  const verdict = overall(findings);
  console.log(options.format === 'json' ? asJson(options.stack, now, findings) : asText(findings));
  return verdict === 'fail' || (verdict === 'warn' && options.strict) ? EXIT.refused : EXIT.ok;
}

function asJson(stack: string, at: Date, checks: readonly Finding[]): string {
  return JSON.stringify({ stack, at: at.toISOString(), verdict: overall(checks), checks }, null, 2);
}

/** A line each, and under what isn't well the next step. */
export function asText(findings: readonly Finding[], colours = pc): string {
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    ok: colours.green,
    warn: colours.yellow,
    fail: colours.red,
  };
  const lines = findings.flatMap(({ check, verdict, says, next }) => [
    `${paint[verdict](verdict.padEnd(4))}  ${check.padEnd(NAME_WIDTH)}${escapedText(says)}`,
    ...(next === null ? [] : [`${' '.repeat(6 + NAME_WIDTH)}-> ${escapedText(next)}`]),
  ]);
  return [...lines, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const [failing, doubtful] = [count('fail'), count('warn')];
  if (failing + doubtful === 0) return 'All is well.';
  return (
    [failing > 0 && `${failing} wrong`, doubtful > 0 && `${doubtful} worth a look`].filter(Boolean).join(', ') + '.'
  );
}
