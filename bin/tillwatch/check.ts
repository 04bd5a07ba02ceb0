// tillwatch check: explains a file without judging it: how it is read, what is wrong on which line, what would happen.
import type { Config } from '../../lambda/config/config.ts';
import { hourRanges } from '../../lambda/incident/hour-ranges.ts';
import {
  type CheckoutDay,
  type Finding,
  HOURS_A_DAY,
  type IntakeItem,
  isRefusal,
} from '../../lambda/intake/checkout-day.ts';
import { plainBytes } from '../../lambda/intake/container.ts';
import type { ByteSource } from '../../lambda/intake/drop.ts';
import { decoded, type EncodingFound, NotUtf8 } from '../../lambda/intake/encoding.ts';
import { CODES, type FindingCode, isLossy, Unreadable } from '../../lambda/intake/findings.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { linesOf } from '../../lambda/intake/lines.ts';
import { shownBare } from '../../lambda/intake/shown.ts';
import { type Understanding, understanding } from '../../lambda/intake/understanding.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { EXIT } from './exit-status.ts';
import { dropOf, type FileOptions, sourceOf } from './input-file.ts';
import { markedLine } from './marked-line.ts';
import { readConfig } from './read-config.ts';

export interface CheckOptions extends FileOptions {
  readonly config?: string;
}

/** Checkout-days and findings that are told one by one; the rest is counted. */
const TOLD = 50;

/** Explains each file in turn. Gives 1 when one of them would go to quarantine. */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<number> {
  const config = readConfig(options.config);
  const sources = files.map((file) => ({ file, source: sourceOf(file) }));
  let status: number = EXIT.ok;
  for (const { file, source } of sources) {
    const { text, isRefused } = await explained(file, await source, config, options);
    process.stdout.write(`${file === files[0] ? '' : '\n'}${text}`);
    if (isRefused) status = EXIT.refused;
  }
  return status;
}

async function explained(file: string, source: ByteSource, config: Config, options: CheckOptions) {
  const items: IntakeItem[] = [];
  for await (const item of intake(dropOf(file, options), source, config)) items.push(item);
  const form = await understanding(source, config);
  const findings = distinct(items.flatMap((item) => [...(isRefusal(item) ? [item.reason] : []), ...item.warnings]));
  const told = findings.slice(0, TOLD);
  const wanted = new Set(told.flatMap(({ line }) => (line === null ? [] : [line])));
  const lines = await linesAt(source, wanted, { isWindows1252: form?.encoding === 'Windows-1252' });
  const text = [
    escapedText(file),
    ...(form ? formText(form) : ['  how it is written could not be made out']),
    '',
    ...items.slice(0, TOLD).map((item) => `  ${itemText(item)}`),
    ...more(items.length - TOLD, 'checkout-days'),
    ...told.flatMap((finding) => ['', ...findingText(finding, lines, form)]),
    ...more(findings.length - TOLD, 'findings'),
    '',
  ].join('\n');
  return { text, isRefused: items.some(({ outcome }) => outcome === 'quarantine') };
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const MARK_NAMES = { '.': 'point', ',': 'comma' } as const;

function formText({
  isPacked,
  encoding,
  delimiter,
  headerLine,
  header,
  columns,
  decimalMark,
}: Understanding): string[] {
  const { count, average } = decimalMark;
  const meanings = [...columns].map(([meaning, at]) => {
    const name = header[at] ?? '';
    return name.toLowerCase() === meaning ? meaning : `${name} is ${meaning}`;
  });
  return [
    `  text       ${encoding}${isPacked ? ', packed by gzip' : ''}`,
    `  separator  ${DELIMITER_NAMES[delimiter] ?? shownBare(delimiter)}`,
    `  columns    line ${headerLine}: ${meanings.join(', ')}`,
    `  decimals   averages: ${average ? MARK_NAMES[average] : 'none to decide'}; counts: ${count ? MARK_NAMES[count] : 'none to decide'}`,
  ];
}

function itemText(item: IntakeItem): string {
  const name = `${escapedText(item.checkout)} ${item.date ?? 'without a date'}`;
  if (item.outcome === 'ignore') return `${name}: would be ignored`;
  if (isRefusal(item)) return `${name}: would go to quarantine, with one P3 alert`;
  const unknown = unknownHours(item);
  const known = `${item.finalHours - unknown.length} of ${item.finalHours} hours are known`;
  const alert = item.warnings.some(({ code }) => isLossy(code)) || unknown.length > 0 ? ', with a data alert' : '';
  const missing = unknown.length > 0 ? `; unknown: ${hourRanges(unknown)}` : '';
  const running = item.finalHours < HOURS_A_DAY ? '; later hours had not ended when it landed' : '';
  return `${name}: would be judged (${item.outcome}${alert}); ${known}${missing}${running}`;
}

function unknownHours({ hours, finalHours }: CheckoutDay): number[] {
  return hours.filter(({ hour, today }) => hour < finalHours && today === null).map(({ hour }) => hour);
}

function findingText(finding: Finding, lines: ReadonlyMap<number, string>, form: Understanding | null): string[] {
  const { code, line, column, message } = finding;
  const text = line === null ? undefined : lines.get(line);
  const field = form && column !== null ? form.header.indexOf(column) : -1;
  const marked = text === undefined || line === null ? [] : markedLine(text, line, form?.delimiter ?? ',', field);
  const cure = Object.hasOwn(CODES, code) ? CODES[code as FindingCode].cure : '';
  return [`  ${message} (${code})`, ...marked.map((row) => `    ${row}`), `    ${cure}`];
}

async function linesAt(
  source: ByteSource,
  wanted: ReadonlySet<number>,
  encoding: EncodingFound,
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  if (wanted.size === 0) return found;
  try {
    for await (const { first, lines } of linesOf(decoded(plainBytes(source), encoding))) {
      lines.forEach((line, i) => {
        if (wanted.has(first + i)) found.set(first + i, line);
      });
      if (found.size === wanted.size) break;
    }
  } catch (error) {
    // What can't be read can't be shown either; the findings say why.
    if (!(error instanceof Unreadable || error instanceof NotUtf8)) throw error;
  }
  return found;
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byMessage = new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding]));
  return [...byMessage.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`  … and ${count} more ${what}`] : [];
}
