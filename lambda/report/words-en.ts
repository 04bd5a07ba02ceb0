// Every English word of charts and reports.
import { hourLabel, hourRange } from '../incident/hour-ranges.ts';
import { type FoundIncident, isSales } from '../incident/incident.ts';
import { amount } from '../notify/amount.ts';
import { weekday } from '../notify/local-time.ts';
import type { ConcludedIncident, ReportWords } from './report-words.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const wordsEn: ReportWords = {
  language: 'en',
  decimalMark: '.',
  date: (date) => `${WEEKDAYS[weekday(date)]} ${date}`,

  chart: {
    seen: 'Seen',
    expected: 'Expected',
    references: {
      yesterday: 'Yesterday',
      same_day_last_week: 'Same day last week',
      avg_last_week: "Last week's average",
      avg_last_month: "Last month's average",
    },
    salesPerHour: 'Sales per hour',
    notOver: 'not over yet',
    dayTitle: (checkout, date) => `${checkout}, ${date}, hour by hour`,
    dayDescription: ({ seen, expected, incidents, unknown }) =>
      [
        `${told(seen)} sales were seen${expected === null ? '' : ` and ${told(expected)} expected`}.`,
        incidents.length === 0 ? 'No hour differs from what chance explains.' : `Shaded: ${incidents.join('; ')}.`,
        unknown === null ? '' : `No count is known for ${unknown}.`,
      ]
        .filter((said) => said !== '')
        .join(' '),
    hour: ({ hour, today, expected, low, high }) => {
      const seen = today === null ? 'no count' : `${told(today)} seen`;
      const usual = low === null || high === null ? '' : ` (${told(low)} to ${told(high)})`;
      return `${hourLabel(hour)}: ${seen}${expected === null ? '' : `, ${told(expected)} expected${usual}`}`;
    },
    incident: (found) => `${hourRange(found.startHour, found.endHour)}, ${howMuch(found)}`,
    dayCaption:
      'The pale band is the usual range, in which 95 of 100 ordinary hours lie. Shaded hours are incidents; what is filled between expected and seen was lost, or came on top.',
    timelineTitle: 'Incidents by hour',
    timelineDescription: (incidents) =>
      incidents.length === 0
        ? 'There is no incident.'
        : `${counted(incidents.length, 'incident')}: ${incidents.join('; ')}.`,
    multiplesTitle: (days) => `${counted(days, 'day')} beside each other, sales by hour`,
    multiplesDescription: (incidents) =>
      incidents.length === 0 ? 'All of them look as usual.' : `Unlike usual: ${incidents.join('; ')}.`,
    heatMapTitle: 'How far each hour is from what was expected',
    heatMapDescription: (hours) =>
      hours.length === 0
        ? 'Every hour lies in its usual range.'
        : `In percent, where it is unusual: ${hours.join(', ')}.`,
    heatMapKey: { below: 'below', above: 'above' },
  },

  conclusion: {
    nothingKnown: 'No count of this day is known, so nothing can be said of it.',
    quiet: (seen, expected, isDayOver) =>
      `Nothing was wrong${isDayOver ? '' : ' so far'}: ${seen} sales${expected === null ? '' : ` where ${expected} were expected`}.`,
    of(matter, what) {
      const when = period(what);
      const soFar = what.isGoingOn ? ' so far' : '';
      const size = `about ${what.size} were lost${soFar} (likely ${what.low} to ${what.high})`;
      const extra = `about ${what.size} came on top${soFar} (likely ${what.low} to ${what.high})`;
      switch (matter) {
        case 'outage':
          return what.change === '100%' ? `No sales ${when}: ${size}.` : `Hardly any sales ${when}: ${size}.`;
        case 'drop':
        case 'spike':
        case 'level':
          return `Sales ran ${difference(what)} ${when}: ${what.isLess ? size : extra}.`;
        case 'gap':
          return `No counts ${when}, so nobody can tell whether sales had stopped.`;
        case 'unreadable':
          return "A file couldn't be read, so the hours it tells of weren't checked.";
        case 'doubtful':
          return 'A file came with data in doubt; what is certain of it was checked.';
        case 'overdue':
          return "A file didn't come in time, so its hours couldn't be checked.";
      }
    },
    andMore: (sentence, others) =>
      `${sentence.slice(0, -1)}; besides, ${others === 1 ? 'one more incident' : `${others} more incidents`}.`,
  },

  day: {
    title: (checkout, date) => `${checkout}, ${date}`,
    headings: {
      incidents: 'What happened, and why we say so',
      hours: 'Hour by hour',
      quality: 'Data quality',
      raw: 'Raw numbers',
      how: 'How it was judged',
    },
    facts: {
      seen: 'Sales seen',
      expected: 'Expected',
      known: 'Hours known',
      landed: 'Newest file',
      special: 'Special day',
      lost: 'Lost',
      extra: 'On top',
      state: 'State',
      opened: 'Noticed',
      id: 'Incident',
    },
    columns: {
      hour: 'Hour',
      seen: 'Seen',
      expected: 'Expected',
      usual: 'Usual',
      off: 'Off by',
      severity: 'Severity',
      today: 'Today',
      file: 'File',
      landed: 'Landed',
    },
    captions: {
      hours: 'Sales by hour beside what was expected',
      raw: 'Counts and references as the files have them',
      files: 'The files that these counts come from',
    },
    range: (low, high) => `${low} to ${high}`,
    seenOfExpected: (seen, expected) => `${seen} of ${expected} expected`,
    interval: (about, low, high) => `about ${about} (likely ${low} to ${high})`,
    hoursKnown: (known, of) => `${known} of ${of}`,
    hoursUnknown: (ranges) => `No count for ${ranges}: unknown, which is not zero.`,
    noComplaint: 'Every count that was due is here, and nothing about the files is in doubt.',
    noIncident: 'No window of this day differs from its expectation by more than chance explains.',
    method: (detector, below) =>
      [
        detector === 'classic'
          ? "Judged by the original study's rules, hour by hour."
          : "Judged by all windows of the day beside its four references, the rest of the day and the days learned before. A usual range holds 95 of 100 ordinary hours; a loss's interval holds the truth in 90 of 100 cases.",
        below === null ? '' : `Three hours in which fewer than ${below} sales an hour are usual could stop unnoticed.`,
      ]
        .filter((said) => said !== '')
        .join(' '),
  },

  incident: {
    states: { open: 'going on', acknowledged: 'somebody is on it', resolved: 'over', retracted: 'retracted' },
  },
  matters: {
    outage: 'outage',
    drop: 'drop',
    spike: 'spike',
    level: 'whole day off',
    gap: 'hours missing',
    unreadable: 'file unreadable',
    doubtful: 'data in doubt',
    overdue: 'file overdue',
  },
  transitions: {
    opened: 'opened',
    updated: 'updated',
    escalated: 'escalated',
    acknowledged: 'acknowledged',
    resolved: 'resolved',
    retracted: 'retracted',
  },
};

function howMuch(found: FoundIncident): string {
  if (!isSales(found)) return 'no data';
  const sales = told(Math.abs(found.expectedLost));
  return found.expectedLost < 0 ? `about ${sales} extra` : `about ${sales} lost`;
}

function period({ isGoingOn, isWholeDay, from, to }: ConcludedIncident): string {
  if (isWholeDay) return 'all day';
  return isGoingOn ? `since ${from}` : `from ${from} to ${to}`;
}

function difference({ change, isLess }: ConcludedIncident): string {
  if (change === null) return 'where none were expected';
  if (change.endsWith('x')) return `${change.slice(0, -1)} times as high as expected`;
  return `${change} ${isLess ? 'below' : 'above'} what was expected`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s`;
}

function told(sales: number): string {
  return amount(sales, '.');
}
