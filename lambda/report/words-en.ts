// Every English word of charts and reports. Long because it is a list.
import { type FoundIncident, isSales } from '../incident/incident.ts';
import { daysUntilEnd, hourLabel, weekday } from '../notify/local-time.ts';
import { readingNumbers } from './reading-numbers.ts';
import type { ConcludedIncident, ReportWords } from './report-words.ts';
import type { SeverityReason } from './severity-reason.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const { number, exact, duration } = readingNumbers('en');

export const wordsEn: ReportWords = {
  language: 'en',
  number,
  exact,
  duration,
  date: (date) => date,
  dateInFull: (date) => `${WEEKDAYS[weekday(date)]} ${date}`,
  hours,
  range: (low, high) => `${low} to ${high}`,

  transitions: {
    opened: 'Opened',
    updated: 'Updated',
    escalated: 'Raised',
    acknowledged: 'Acknowledged',
    resolved: 'Over',
    retracted: 'Retracted',
  },
  states: { open: 'going on', acknowledged: 'somebody is on it', resolved: 'over', retracted: 'retracted' },
  matters: {
    outage: 'outage',
    drop: 'drop',
    spike: 'spike',
    level: 'the whole day off',
    gap: 'hours missing',
    unreadable: 'file unreadable',
    doubtful: 'data in doubt',
    overdue: 'file overdue',
  },
  names: {
    checkout: 'Checkout',
    date: 'Date',
    when: 'When',
    hour: 'Hour',
    hours: 'Hours',
    seen: 'Seen',
    expected: 'Expected',
    usual: 'Usual',
    offBy: 'Off by',
    severity: 'Severity',
    lost: 'Lost',
    onTop: 'On top',
    state: 'State',
    noticed: 'Noticed',
    incident: 'Incident',
    incidents: 'Incidents',
    today: 'Today',
    file: 'File',
    landed: 'Landed',
    hoursKnown: 'Hours known',
    newestFile: 'Newest file',
    specialDay: 'Special day',
    heardOn: 'Told on',
    time: 'Time',
    what: 'What',
    remark: 'Remark',
    verdict: 'Verdict',
    daysKnown: 'Days known',
    shareLost: 'Share lost',
    began: 'Began',
    knowable: 'Could be known from',
    timeToDetect: 'Time to detect',
    waitedForFile: 'Of that, waiting for the file',
    acknowledgedAfter: 'Acknowledged after',
    endNoticed: 'End noticed',
  },

  chart: {
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
      sentences(
        `${number(seen)} sales were seen${expected === null ? '' : ` and ${number(expected)} expected`}.`,
        incidents.length === 0 ? 'No hour differs by more than chance explains.' : `Shaded: ${incidents.join('; ')}.`,
        unknown === null ? '' : `No count is known for ${unknown}.`,
      ),
    hour: ({ hour, today, expected, low, high }) => {
      const seen = today === null ? 'no count' : `${number(today)} seen`;
      const usual = low === null || high === null ? '' : ` (${number(low)} to ${number(high)})`;
      return `${hourLabel(hour)}: ${seen}${expected === null ? '' : `, ${number(expected)} expected${usual}`}`;
    },
    incident: (found) => `${hours(found.startHour, found.endHour)}, ${howMuch(found)}`,
    timelineTitle: 'Incidents by hour',
    timelineDescription: (incidents) =>
      incidents.length === 0
        ? 'There is no incident.'
        : `${counted(incidents.length, 'incident')}: ${incidents.join('; ')}.`,
    multiplesTitle: (days) => `${counted(days, 'day')}, sales by hour`,
    multiplesDescription: (incidents) =>
      incidents.length === 0 ? 'All of them look as usual.' : `Unlike usual: ${incidents.join('; ')}.`,
    heatMapTitle: 'How far each hour is from what was expected',
    heatMapDescription: (told) =>
      told.length === 0
        ? 'Every hour lies in its usual range.'
        : `In percent, where it is unusual: ${told.join(', ')}.`,
    heatMapKey: { below: 'below', above: 'above' },
    captions: {
      day: 'Pale band: the usual range, in which 95 of 100 ordinary hours lie. Shaded hours: incidents. Filled between expected and seen: what was lost, or came on top.',
      timeline: 'Filled bars are sales that differ, outlined ones are missing or doubtful data.',
      multiples: 'Line: seen. Pale band: the usual range. Shaded: incidents. All days have the same scale.',
      heatMap:
        'Coloured by how unlikely chance makes it, so a quiet night stays pale; the numbers are percent, or how many times what was expected (4x). A dot: no count.',
    },
  },

  conclusion: {
    nothingKnown: 'No count of this day is known, so nothing can be said of it.',
    quiet: (seen, expected, isDayOver) =>
      `Nothing was wrong${isDayOver ? '' : ' so far'}: ${seen} sales${expected === null ? '' : ` where ${expected} were expected`}.`,
    of(matter, what) {
      const when = period(what);
      const soFar = what.isGoingOn ? ' so far' : '';
      const likely = `(likely ${what.low} to ${what.high})`;
      const lost = `about ${what.size} were lost${soFar} ${likely}`;
      switch (matter) {
        case 'outage':
          return `${what.isNone ? 'No sales' : 'Hardly any sales'} ${when}: ${lost}.`;
        case 'drop':
        case 'spike':
        case 'level':
          return `Sales ran ${difference(what)} ${when}: ${what.isLess ? lost : `about ${what.size} came on top${soFar} ${likely}`}.`;
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
    retracted: (sentence) => `Retracted, newer data no longer show it: ${sentence}`,
    andMore: (sentence, others) =>
      `${sentence.slice(0, -1)}; besides, ${others === 1 ? 'one more incident' : `${others} more incidents`}.`,
  },

  day: {
    headings: {
      incidents: 'What happened, and why we say so',
      hours: 'Hour by hour',
      quality: 'Data quality',
      raw: 'Raw numbers',
      method: 'How it was judged',
    },
    captions: {
      hours: 'Sales by hour beside what was expected',
      raw: 'Counts and references as the files have them',
      files: 'The files that these counts come from',
    },
    seenOfExpected: (seen, expected) => `${seen} of ${expected} expected`,
    interval: (about, low, high) => `about ${about} (likely ${low} to ${high})`,
    ofHours: (known, all) => `${known} of ${all}`,
    noCount: (ranges) => `No count for ${ranges}: unknown, which is not zero.`,
    noComplaint: 'Every count that was due is here, and nothing about the files is in doubt.',
    landingAssumed:
      'These counts were read from files on a disk, and nobody knows when they would have landed. Each is taken to land when its day has settled; the times of noticing follow from that.',
    noIncident: 'No window of this day differs from its expectation by more than chance explains.',
    method: (detector) =>
      detector === 'classic'
        ? "Judged by the original study's rules, hour by hour, against last week's average."
        : "Every window of the day was weighed against the four references, the rest of the day and the days learned before. A usual range holds 95 of 100 ordinary hours, a loss's interval the truth in 90 of 100 cases.",
    unnoticed: (sales) => `Three hours that usually sell fewer than ${sales} an hour could stop unnoticed.`,
  },

  incident: {
    title: (id) => `Incident report ${id}`,
    headings: {
      summary: 'Summary',
      timeline: 'Timeline',
      impact: 'Impact',
      detection: 'Detection',
      evidence: 'Evidence',
      severity: 'Why this severity',
      actions: 'Actions taken',
      cause: 'Root cause',
      followUps: 'Follow-ups',
    },
    captions: {
      timeline: 'What happened when; local time of the checkout',
      evidence: 'The hours of the incident and those around it',
    },
    events: {
      began: 'First hour of the incident begins',
      ended: 'Last hour of the incident ends',
      fileLanded: 'File lands',
    },
    reminder: (count) => `Reminder ${count}`,
    silenced: 'silenced, sent to nobody',
    by: (name) => `by ${name}`,
    nobodyHeard: 'nobody (silenced)',
    lossShare: (percent) => `${percent} of what was expected in these hours`,
    impactOnDay: (seen, expected) => `Of the whole day, ${seen} sales were seen where ${expected} were expected.`,
    impactUnknown: "Unknown: where counts are missing, nobody can tell what was sold. This isn't a loss yet.",
    lateFile: (waited, at) =>
      `An hour can be judged as soon as it has ended and settled: the first could have been at ${at}. The file that told of it came ${waited} later.`,
    severity: severityInWords,
    severityOnRecord:
      "It is the severity on record. Today's rules alone don't give it: it is that of an earlier, worse part of the incident, or it was judged by other settings.",
    acknowledgedBy: (name, at, why) => remarked(`${at}: ${name} was on it`, why),
    closedBy: (name, at, note) => remarked(`${at}: ${name} said that it was over`, note),
    verdictBy: (name, at, verdict, note) => remarked(`${at}: ${name} called the alert "${verdict}"`, note),
    nobodyActed: 'Nobody has acknowledged or closed it in tillwatch.',
    blanks: {
      actions: 'TO FILL IN: what was done, by whom, when, and what it changed',
      cause:
        'TO FILL IN: what broke, why it could break, and how that is known. The counts show when and how much, not why.',
      followUps: 'TO FILL IN: what is to be done, by whom, until when',
    },
    stillOpen: 'It is still going on: see it to its end first.',
    giveVerdict: (command) => `Say whether the alert was right, so that false alarms can be counted: ${command}`,
    hourlyExport:
      'Export every hour: the same incident would have been told of right after its first hour had settled.',
    fixFile: (codes) => `Put the export right: ${codes}.`,
  },

  week: {
    title: (checkout, week) => `${checkout}, week ${week}`,
    quiet: (days, seen, expected) =>
      `Nothing was wrong on ${counted(days, 'day')}: ${seen} sales${expected === null ? '' : ` where ${expected} were expected`}.`,
    wrong: (incidents, days, lost, share) =>
      `${counted(incidents, 'incident')} on ${counted(days, 'day')}: about ${lost} sales were lost${share === null ? '' : `, ${share} of what was expected`}.`,
    nothing: 'Nothing is on record for this week.',
    headings: { incidents: 'Incidents', days: 'Day by day', quality: 'Data quality' },
    captions: { incidents: 'Incidents of the week, the worst first', days: 'Totals by day' },
    noIncident: 'There was no incident.',
    ofDays: (known) => `${known} of 7`,
  },
};

function hours(startHour: number, endHour: number): string {
  const range = startHour === endHour ? hourLabel(startHour) : `${hourLabel(startHour)}–${hourLabel(endHour)}`;
  return daysUntilEnd(endHour) > 0 ? `${range} next day` : range;
}

function howMuch(found: FoundIncident): string {
  if (!isSales(found)) return 'no data';
  const sales = number(Math.abs(found.expectedLost));
  return found.expectedLost < 0 ? `about ${sales} extra` : `about ${sales} lost`;
}

function period({ isGoingOn, isWholeDay, from, to, daysLater }: ConcludedIncident): string {
  if (isWholeDay) return 'all day';
  if (isGoingOn) return `since ${from}`;
  return `from ${from} to ${to}${daysLater > 0 ? ' the next day' : ''}`;
}

function difference({ change, isLess }: ConcludedIncident): string {
  if (change === null) return 'where none were expected';
  if (change.endsWith('x')) return `${change.slice(0, -1)} times as high as expected`;
  return `${change} ${isLess ? 'below' : 'above'} what was expected`;
}

function severityInWords(reason: SeverityReason): string {
  switch (reason.rule) {
    case 'outage-in-business':
      return `P1: sales stopped in business hours (${hours(reason.hours.from, reason.hours.to)}), and about ${number(reason.lost)} were lost within them, where ${number(reason.limit)} are enough.`;
    case 'outage-elsewhere':
      return `P2: sales stopped, but fewer than ${number(reason.limit)} were lost within business hours (${hours(reason.hours.from, reason.hours.to)}): about ${number(reason.lost)}. So it doesn't page.`;
    case 'high-drop':
      return `P2: ${number(reason.percent)}% were lost over a window that touches business hours (${hours(reason.hours.from, reason.hours.to)}); from ${number(reason.limit)}% on that is high.`;
    case 'medium-drop':
      return `P3: ${number(reason.percent)}% were lost; from ${number(reason.limit)}% on that is medium at any hour.`;
    case 'spike':
      return `P3: sales were ${number(reason.percent)}% above the expectation; from ${number(reason.limit)}% on that is medium.`;
    case 'small':
      return 'P4: chance doesn’t explain it, but it is below the limits of P1 to P3.';
    case 'blind':
      return `P2: ${number(reason.limit)} business hours or more are without data, so an outage would go unseen.`;
    case 'gap':
      return 'P4: hours are without data, but too few of them are business hours in a row to call it blind.';
    case 'data':
      return reason.cause === 'doubtful'
        ? 'P4: what could be read was judged; the doubt is for the people who make the file.'
        : "P3: without the file, its hours can't be checked.";
  }
}

function remarked(said: string, remark: string | null): string {
  return remark === null || remark === '' ? `${said}.` : `${said}: ${remark}`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s`;
}

function sentences(...said: readonly string[]): string {
  return said.filter((sentence) => sentence !== '').join(' ');
}
