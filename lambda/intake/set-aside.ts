// Rows that are no hours, set aside with a note where there was text.
import type { Finding } from './checkout-day.ts';
import { finding, Unreadable } from './findings.ts';
import type { Layout } from './layout.ts';
import { refuseConflict } from './layout.ts';
import type { RowKind } from './row-kind.ts';

export interface SetAside {
  /** @throws Unreadable `conflict-markers` */
  take(kind: Exclude<RowKind, 'hour' | 'other-header'>, line: number): void;
  /** One finding for each kind, which names the first lines and counts the rest. */
  findings(): Finding[];
  /** For a file that has no other rows. */
  nothingElse(): Unreadable;
}

/** Lines that a finding names before it only counts. */
const NAMED_LINES = 10;

export function setAside({ headerLine, titleLines, commentLines }: Layout): SetAside {
  const comments = [...commentLines];
  const totals: number[] = [];
  const headers: number[] = [];
  return {
    take(kind, line) {
      if (kind === 'conflict') refuseConflict(line);
      if (kind === 'comment' || kind === 'text') comments.push(line);
      if (kind === 'totals') totals.push(line);
      if (kind === 'header') headers.push(line);
    },
    findings: () => [
      ...summary('lines-before-header', titleLines, 'skipped text above the header'),
      ...summary('comment-lines-ignored', comments, 'skipped text that is no hour'),
      ...summary('header-repeated', headers, 'skipped the header, which appears again'),
      ...summary('totals-row-ignored', totals, 'set aside totals'),
    ],
    nothingElse() {
      const skipped = comments.find((line) => line > headerLine);
      const also = skipped === undefined ? '' : `; line ${skipped} is skipped as text without counts`;
      return new Unreadable('no-usable-rows', `there is a header but no row for an hour${also}`, headerLine);
    },
  };
}

function summary(
  code: 'lines-before-header' | 'comment-lines-ignored' | 'header-repeated' | 'totals-row-ignored',
  lines: readonly number[],
  what: string,
): Finding[] {
  const [first] = lines;
  if (first === undefined) return [];
  const others = lines.slice(1, NAMED_LINES);
  const more = lines.length - 1 - others.length;
  const also = others.length === 0 ? '' : `; also line ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [finding(code, `${what}${also}`, first)];
}
