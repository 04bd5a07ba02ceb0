// What intake made of a file's form, told to people: for `tillwatch check`, which explains a file without judging it.
import type { ColumnName } from './columns.ts';
import type { ByteSource } from './drop.ts';
import type { EncodingFound } from './encoding.ts';
import { isGzip } from './file-kind.ts';
import { Unreadable } from './findings.ts';
import type { IntakeSettings } from './intake.ts';
import type { ColumnKind, Mark } from './number-evidence.ts';
import { firstPass } from './passes.ts';
import { zoneClock } from './zone-clock.ts';

export interface Understanding {
  readonly isPacked: boolean;
  readonly encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';
  readonly delimiter: string;
  /** Physical line, from 1. */
  readonly headerLine: number;
  /** Names of the header's fields, escaped, in their order. */
  readonly header: readonly string[];
  /** Index into `header` of every known column that is there. */
  readonly columns: ReadonlyMap<ColumnName, number>;
  /** The decimal mark by kind of column; null where no number needed one to be decided. */
  readonly decimalMark: Readonly<Record<ColumnKind, Mark | null>>;
}

const MARKS: readonly Mark[] = ['.', ','];

/** How the file is read; null where it can't be. Errors of `source` pass untouched. */
export async function understanding(source: ByteSource, settings: IntakeSettings): Promise<Understanding | null> {
  const { timeZone, settleMinutes } = settings;
  const asOf = { clock: zoneClock(timeZone), landedAt: 0, settleMinutes, isDayOver: true };
  try {
    const { layout, survey, encoding } = await firstPass(source, asOf);
    const { delimiter, headerLine, columns } = layout;
    const decimalMark = (kind: ColumnKind) => MARKS.find((mark) => survey.format[kind][mark] === 'decimal') ?? null;
    return {
      isPacked: await startsAsGzip(source),
      encoding: encodingName(encoding),
      delimiter,
      headerLine,
      header: columns.names,
      columns: new Map(Object.entries(columns.at).filter(([, at]) => at >= 0) as [ColumnName, number][]),
      decimalMark: { count: decimalMark('count'), average: decimalMark('average') },
    };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function encodingName({ isWindows1252, utf16 }: EncodingFound): Understanding['encoding'] {
  if (utf16) return utf16 === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE';
  return isWindows1252 ? 'Windows-1252' : 'UTF-8';
}

async function startsAsGzip(source: ByteSource): Promise<boolean> {
  for await (const piece of source.open()) return isGzip(piece);
  return false;
}
