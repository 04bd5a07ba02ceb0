// The e-mail of a notice: plain, in short lines that a phone doesn't have to break.
import { SEVERITIES } from '../config/severity.ts';
import { LINE_WIDTH, PHONE_WIDTH, paragraph, row, under } from './email.ts';
import { LONGEST_ID, LONGEST_NAME_IN_LIST, LONGEST_PERSON, LONGEST_TITLE_IN_LIST } from './limits.ts';
import { localTime } from './local-time.ts';
import type { MessageContext } from './message-context.ts';
import {
  type AllClearNotice,
  HANDOFF_LISTS,
  type HandoffItem,
  type HandoffList,
  type HandoffNotice,
  type Notice,
  type StormNotice,
} from './notice.ts';
import { noticeNext, noticeSummary } from './notice-headline.ts';
import { escapedText, shortened, wrapped } from './plain-text.ts';
import type { Wording } from './wording.ts';

const BULLET = '- ';

/** The e-mail's body. Lines are at most 72 characters, links apart. */
export function noticeEmail(notice: Notice, words: Wording, { links }: MessageContext): string {
  const { headings } = words.body;
  const blocks = [
    paragraph(noticeSummary(notice, words)),
    ...lists(notice, words),
    under(headings.next, paragraph(noticeNext(notice, words))),
    under(headings.further, Object.values(links)),
    paragraph(words.notices.notice(shortened(escapedText(notice.id), LONGEST_ID))),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function lists(notice: Notice, words: Wording): readonly (readonly string[])[] {
  switch (notice.kind) {
    case 'storm':
      return stormList(notice, words);
    case 'handoff':
      return HANDOFF_LISTS.map((list) => handoffList(notice, list, words));
    case 'all-clear':
      return [allClearRows(notice, words)];
  }
}

function stormList(
  { members, alsoAt, joined, checkouts }: StormNotice,
  { notices }: Wording,
): readonly (readonly string[])[] {
  const untold = joined - members.length;
  const names = alsoAt.map((name) => shortened(escapedText(name), LONGEST_NAME_IN_LIST));
  const isCut = checkouts > members.length + alsoAt.length;
  return [
    members.flatMap(({ title }) => bullet(title)),
    untold > 0 ? paragraph([`${notices.more(untold)}:`, [...names, ...(isCut ? ['…'] : [])].join(', ')].join(' ')) : [],
  ];
}

/** What to watch is left out where there's nothing to. */
function handoffList(notice: HandoffNotice, list: HandoffList, words: Wording): readonly string[] {
  const { count, items } = notice[list];
  const { notices } = words;
  const { lists: names, nothing } = notices.handoff;
  if (count === 0 && (list === 'unattended' || list === 'justEnded')) return [];
  const heading = count === 0 ? `${names[list]}: ${nothing}` : `${names[list]} (${count})`;
  const told = items.flatMap((item) => bullet(`${item.title}; ${stand(item, notice, words)}`));
  const untold = count - items.length;
  return [...paragraph(heading), ...told, ...(untold > 0 ? bullet(notices.more(untold)) : [])];
}

function stand(item: HandoffItem, { timeZone, meantFor }: HandoffNotice, words: Wording): string {
  const say = words.notices.handoff;
  const when = (instant: string) => {
    const { date, time } = localTime(instant, timeZone);
    return date === meantFor.slice(0, 10) ? time : `${words.date(date)} ${time}`;
  };
  if (item.endedAt !== null) return say.endedAt(when(item.endedAt));
  const person = item.acknowledgedBy;
  const who = person === null ? say.nobodyYet : say.acknowledgedBy(shortened(escapedText(person), LONGEST_PERSON));
  return `${say.openedAt(when(item.openedAt))}, ${who}`;
}

function allClearRows({ checkouts, heardFrom, open, overdue }: AllClearNotice, { notices }: Wording): string[] {
  const { rows, heardLately, openBySeverity, none } = notices.allClear;
  const bySeverity = SEVERITIES.filter((each) => open[each] > 0).map((each) => openBySeverity(each, open[each]));
  return [
    ...row(rows.checkouts, String(checkouts)),
    ...row(rows.heardFrom, heardLately(heardFrom)),
    ...row(rows.open, bySeverity.join(', ') || none),
    ...row(rows.overdue, overdue === 0 ? none : String(overdue)),
  ];
}

function bullet(text: string): string[] {
  const lines = wrapped(
    shortened(text, LONGEST_TITLE_IN_LIST * 2),
    PHONE_WIDTH - BULLET.length,
    LINE_WIDTH - BULLET.length,
  );
  return lines.map((line, i) => (i === 0 ? BULLET : ' '.repeat(BULLET.length)) + line);
}
