// The lists of a notice for chats, made from its JSON: a storm's alerts, a handoff's incidents, the figures of the daily word.
import { SEVERITIES } from '../config/severity.ts';
import { channelWordingFor } from './channel-wording.ts';
import { localTime } from './local-time.ts';
import { wordingFor } from './locale.ts';
import type { HandoffList } from './notice.ts';
import type { NoticeJson } from './notice-json.ts';
import type { Wording } from './wording.ts';

export interface NoticeList {
  readonly heading: string;
  /** At least one. */
  readonly lines: readonly string[];
}

type Handoff = Extract<NoticeJson, { kind: 'handoff' }>['handoff'];
type HandoffPart = Handoff['open'];
type AllClear = Extract<NoticeJson, { kind: 'all-clear' }>['all_clear'];
type Storm = Extract<NoticeJson, { kind: 'storm' }>['storm'];

export function noticeLists(notice: NoticeJson): readonly NoticeList[] {
  switch (notice.kind) {
    case 'storm':
      return stormLists(notice.storm, notice);
    case 'handoff':
      return handoffLists(notice.handoff, notice);
    case 'all-clear':
      return [figures(notice.all_clear, notice)];
  }
}

function stormLists({ members, joined }: Storm, { locale }: NoticeJson): readonly NoticeList[] {
  const { more } = wordingFor(locale).notices;
  const untold = joined - members.length;
  const told = members.map(({ title }) => title);
  return [{ heading: channelWordingFor(locale).lists.storm, lines: [...told, ...(untold > 0 ? [more(untold)] : [])] }];
}

function handoffLists(handoff: Handoff, { locale }: NoticeJson): readonly NoticeList[] {
  const words = wordingFor(locale);
  const { handoff: say, more } = words.notices;
  const parts: readonly (readonly [HandoffList, HandoffPart])[] = [
    ['open', handoff.open],
    ['opened', handoff.opened],
    ['ended', handoff.ended],
    ['gaps', handoff.gaps],
    ['unattended', handoff.unattended],
    ['justEnded', handoff.just_ended],
  ];
  return parts
    .filter(([name, { count }]) => count > 0 || (name !== 'unattended' && name !== 'justEnded'))
    .map(([name, { count, incidents }]) => {
      const untold = count - incidents.length;
      const told = incidents.map((incident) => `${incident.title}; ${stand(incident, handoff, words)}`);
      const lines = [...told, ...(untold > 0 ? [more(untold)] : [])];
      return { heading: `${say.lists[name]} (${count})`, lines: lines.length === 0 ? [say.nothing] : lines };
    });
}

function stand(
  { opened_at, ended_at, acknowledged_by }: HandoffPart['incidents'][number],
  { time_zone, meant_for }: Handoff,
  words: Wording,
): string {
  const say = words.notices.handoff;
  const when = (instant: string) => {
    const { date, time } = localTime(instant, time_zone);
    return date === meant_for.slice(0, 10) ? time : `${words.date(date)} ${time}`;
  };
  if (ended_at !== null) return say.endedAt(when(ended_at));
  const who = acknowledged_by === null ? say.nobodyYet : say.acknowledgedBy(acknowledged_by);
  return `${say.openedAt(when(opened_at))}, ${who}`;
}

function figures({ checkouts, heard_from, open, overdue }: AllClear, { locale }: NoticeJson): NoticeList {
  const { rows, heardLately, openBySeverity, none } = wordingFor(locale).notices.allClear;
  const bySeverity = SEVERITIES.filter((each) => open[each] > 0).map((each) => openBySeverity(each, open[each]));
  return {
    heading: channelWordingFor(locale).lists.allClear,
    lines: [
      `${rows.checkouts}: ${checkouts}`,
      `${rows.heardFrom}: ${heardLately(heard_from)}`,
      `${rows.open}: ${bySeverity.join(', ') || none}`,
      `${rows.overdue}: ${overdue === 0 ? none : overdue}`,
    ],
  };
}
