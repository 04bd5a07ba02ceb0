// What a language must be able to say about storms, handoffs and the all-clear.
import type { Severity } from '../config/severity.ts';
import type { HandoffList } from './notice.ts';

export interface NoticeWords {
  readonly storm: {
    /** The first line, after the severity; at most 90 characters. */
    headline(joined: string, checkouts: string, isFirst: boolean): string;
    summary(joined: string, checkouts: string, total: string, isFirst: boolean): string;
    readonly next: string;
  };
  readonly handoff: {
    headline(day: string, counts: Readonly<Record<'open' | 'opened' | 'ended', string>>): string;
    summary(day: string, timeZone: string, since: string): string;
    readonly lists: Readonly<Record<HandoffList, string>>;
    readonly nothing: string;
    /** What is known of an incident besides its headline. */
    openedAt(time: string): string;
    endedAt(time: string): string;
    acknowledgedBy(person: string): string;
    readonly nobodyYet: string;
  };
  readonly allClear: {
    clear(checkouts: string): string;
    notClear(incidents: string): string;
    summary(day: string, timeZone: string): string;
    readonly rows: Readonly<Record<'checkouts' | 'heardFrom' | 'open' | 'overdue', string>>;
    heardLately(checkouts: number): string;
    openBySeverity(severity: Severity, count: number): string;
    readonly none: string;
    readonly next: Readonly<Record<'clear' | 'notClear', string>>;
  };
  /** `and 460 more` */
  more(count: number): string;
  notice(id: string): string;
}
