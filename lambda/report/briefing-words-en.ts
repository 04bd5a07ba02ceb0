// Every English word of the spoken briefing.
import type { BriefingWords } from './briefing-words.ts';

export const briefingWordsEn: BriefingWords = {
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  clock(hour, minute) {
    const label = hour % 24;
    if (minute === 0 && label === 0) return 'midnight';
    if (minute === 0 && label === 12) return 'noon';
    const time = minute === 0 ? `${label % 12 || 12}` : `${label % 12 || 12}:${String(minute).padStart(2, '0')}`;
    return `${time} ${label < 12 ? 'a.m.' : 'p.m.'}`;
  },
  greeting: (day, from, to) => `Here is the shift from ${from} to ${to} on ${day}.`,
  quiet: 'It was quiet: nothing is open, nothing was new, and nothing ended.',
  counts: (open, opened, ended) =>
    `${open} ${open === 1 ? 'incident is' : 'incidents are'} open, ${opened} ${opened === 1 ? 'was' : 'were'} new, ` +
    `${ended} ${ended === 1 ? 'is' : 'are'} over.`,
  incident: (severity, checkout, fact) =>
    `Priority ${severity.slice(1)}, ${checkout}: ${fact}${fact.endsWith('.') ? '' : '.'}`,
  fact: {
    noSales: (when) => `no sales ${when}`,
    hardlyAnySales: (when) => `hardly any sales ${when}`,
    changed: (percent, isLess, when) =>
      percent === null
        ? `sales where none were expected ${when}`
        : `sales were ${percent} percent ${isLess ? 'below' : 'above'} what was expected ${when}`,
    times: (multiple, when) => `sales were ${multiple} times what was expected ${when}`,
    noData: (when) => `data are missing ${when}`,
    unreadable: 'a file could not be read',
    doubtful: 'a file came with data in doubt',
    overdue: 'its file has not come in time',
  },
  since: (time, day) => `since ${time}${onDay(day)}`,
  between: (from, to, day) => `from ${from} to ${to}${onDay(day)}`,
  allDay: (day) => `all day${onDay(day)}`,
  lost: (sales, isGoingOn) =>
    `About ${sales} ${sales === '1' ? 'sale was' : 'sales were'} lost${isGoingOn ? ' so far' : ''}.`,
  extra: (sales) => `About ${sales} more than usual.`,
  isOnIt: (person) => `${person} is on it.`,
  nobodyIsOnIt: 'Nobody is on it.',
  over: 'It is over.',
  retracted: 'It was withdrawn: newer data no longer show it.',
  more: (count) => `${count} more ${count === 1 ? 'is' : 'are'} in the written handoff.`,
  goodbye: 'That was all. Drive safely.',
};

function onDay(day: string | null): string {
  return day === null ? '' : ` on ${day}`;
}
