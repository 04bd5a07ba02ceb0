// A notice in one line, what it says in a sentence or two, and what to do next.
import { localTime, weekday } from './local-time.ts';
import { type Notice, openIncidents } from './notice.ts';
import type { Wording } from './wording.ts';

/** `P1 storm: 312 alerts at 300 checkouts`; at most 100 characters. */
export function noticeHeadline(notice: Notice, words: Wording): string {
  return `${notice.topic} ${headline(notice, words)}`;
}

function headline(notice: Notice, words: Wording): string {
  const { storm, handoff, allClear } = words.notices;
  switch (notice.kind) {
    case 'storm':
      return storm.headline(String(notice.joined), String(notice.checkouts), notice.sequence === 1);
    case 'handoff': {
      const [day, time] = [weekdayName(notice.meantFor, words), notice.meantFor.slice(11)];
      const { open, opened, ended } = notice;
      const counts = { open: String(open.count), opened: String(opened.count), ended: String(ended.count) };
      return handoff.headline(`${day} ${time}`, counts);
    }
    case 'all-clear': {
      const open = openIncidents(notice);
      return open === 0 ? allClear.clear(String(notice.checkouts)) : allClear.notClear(String(open));
    }
  }
}

export function noticeSummary(notice: Notice, words: Wording): string {
  const { storm, handoff, allClear } = words.notices;
  switch (notice.kind) {
    case 'storm': {
      const { joined, checkouts, total, sequence } = notice;
      return storm.summary(String(joined), String(checkouts), String(total), sequence === 1);
    }
    case 'handoff': {
      const { date, time } = localTime(notice.since, notice.timeZone);
      return handoff.summary(meantFor(notice, words), notice.timeZone, `${weekdayName(date, words)} ${time}`);
    }
    case 'all-clear':
      return allClear.summary(meantFor(notice, words), notice.timeZone);
  }
}

/** What to do next; empty for a handoff, whose lists say it. */
export function noticeNext(notice: Notice, { notices }: Wording): string {
  if (notice.kind === 'storm') return notices.storm.next;
  if (notice.kind === 'handoff') return '';
  return notices.allClear.next[openIncidents(notice) === 0 ? 'clear' : 'notClear'];
}

function meantFor({ meantFor }: Extract<Notice, { meantFor: string }>, words: Wording): string {
  return `${weekdayName(meantFor, words)} ${words.date(meantFor.slice(0, 10))} ${meantFor.slice(11)}`;
}

/** @param local a local date, or date and time */
function weekdayName(local: string, { body }: Wording): string {
  return body.weekdays[weekday(local.slice(0, 10))] ?? '';
}
