// Every English word that an alert says. Written for somebody who is woken by it: short, plain, the fact first.
import { noticeWordingEn } from './notice-wording-en.ts';
import { whyWordingEn } from './why-wording-en.ts';
import type { ChangeWords, Period, Wording } from './wording.ts';

export const wordingEn: Wording = {
  decimalMark: '.',
  date: (iso) => iso,
  unnamed: '(no name)',

  headline: {
    allDay: 'all day',
    at: (hour) => `at ${hour}`,
    since: (hour) => `since ${hour}`,
    hours: (first, last) => `${first}-${last}`,

    noSales: (when) => `no sales ${when}`,
    hardlyAnySales: (when) => `hardly sold ${when}`,
    salesChanged: (change, when) => `sales ${change} ${when}`,
    unexpectedSales: (when) => `extra sales ${when}`,
    noData: (when) => `no data ${when}`,
    fileUnreadable: 'file unreadable',
    doubtfulData: 'doubtful data',
    fileOverdue: 'file overdue',

    history: (fact) => `history, ${fact}`,
    over: (fact) => `over, ${fact}`,
    fileInOrder: 'file in order again',
    noLongerOverdue: 'no longer overdue',
    retracted: 'retracted',
    acknowledged: 'acknowledged',
    about: (fact) => ` (${fact})`,

    lost: (sales) => `, about ${sales} lost`,
    extra: (sales) => `, about ${sales} extra`,
    overNow: ', over now',
    update: ', update',
    reminder: (count) => `, reminder ${count}`,
    was: (severity) => `, was ${severity}`,
    wasOn: (severity, date) => `, was ${severity} on ${date}`,
  },

  body: {
    what(matter, checkout, period, change) {
      const verb = period.isGoingOn ? 'are' : 'were';
      const time = periodInWords(period);
      switch (matter) {
        case 'outage':
          return `${change.isNone ? 'No sales' : 'Hardly any sales'} at ${checkout} ${time}.`;
        case 'drop':
        case 'spike':
        case 'level':
          return `Sales at ${checkout} ${verb} ${comparison(change)} ${time}.`;
        case 'gap':
          return `Data missing at ${checkout} ${time}.`;
        case 'unreadable':
          return `A file of ${checkout} could not be read, so no hour of it was checked.`;
        case 'doubtful':
          return `A file of ${checkout} came with data in doubt.`;
        case 'overdue':
          return `A file of ${checkout} did not come in time.`;
      }
    },
    lost: (count, { isGoingOn }) => `About ${sales(count)} lost${isGoingOn ? ' so far' : ''}.`,
    extra: (count, { isGoingOn }) => `About ${count} extra sales${isGoingOn ? ' so far' : ''}.`,
    preface: {
      updated: 'Update.',
      escalated: 'More urgent now.',
      acknowledged: 'Somebody is on it.',
      resolved: "It's over.",
      history: 'History.',
    },
    reminder: (count) => `Reminder ${count}.`,
    isOnIt: (name) => `${name} is on it.`,
    saysItIsOver: (name) => `${name} says that it's over.`,
    retracted: (what) => `Retracted. Newer data no longer show what was reported: "${what}"`,
    raised: (from, to) => `Raised from ${from} to ${to}.`,
    historyNote: (severity) => `It was ${severity} at the time, and long over when its file came in.`,

    rows: {
      checkout: 'Checkout',
      when: 'When',
      seen: 'Seen',
      lost: 'Lost',
      extra: 'Extra',
      file: 'File',
      lastFile: 'Last file',
      state: 'State',
      asOf: 'As of',
    },
    table: { hour: 'Hour', seen: 'Seen', expected: 'Expected', usual: 'Usual' },
    headings: { why: 'Why', next: 'What to do', act: 'Act on it', further: 'Look further', history: 'So far' },
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],

    clockPeriod: ({ from, to, daysLater, isGoingOn }, timeZone) =>
      `${from} to ${to}${later(daysLater)}${isGoingOn ? ' so far' : ''}, ${timeZone}`,
    seenOfExpected: (seen, expected) => `${sales(seen)}, ${expected} expected`,
    interval: (about, low, high) => `about ${about} (likely ${low} to ${high})`,
    state: {
      goingOn: 'going on',
      over: 'over',
      salesBack: 'over, sales are back',
      dataMissing: 'still missing',
      dataBack: 'over, data is there',
      notPutRight: 'not put right yet',
      putRight: 'over, put right',
      closed: 'closed by hand',
      notCome: 'still not here',
      noLongerOverdue: 'over, no longer overdue',
      retracted: 'retracted',
    },
    moreHours: (count) => `and ${count} more hours`,
    silenceHint: 'TEXT says why.',
    verdictHint: 'VERDICT is true, expected or false-alarm.',
    runbook: (place) => `Runbook: ${place}`,
    scoreHint: (checkout, date) => `FILE is the CSV of ${checkout}, ${date}.`,
    transitions: {
      opened: 'opened',
      updated: 'updated',
      escalated: 'escalated',
      acknowledged: 'acknowledged',
      resolved: 'resolved',
      retracted: 'retracted',
    },
    changedAs: (change, severity) => `${change} as ${severity}`,
    reminded: (count) => `reminder ${count}`,
    remark: (step, by, note) => `${step} (${[by && `by ${by}`, note].filter((said) => said !== '').join(': ')})`,
    silenced: (step) => `${step} (silenced)`,
    moreChanges: (count) => `${count} more`,
    ids: (incident, alert) => [`Incident ${incident}`, `Alert ${alert}`],
  },

  nextStep: {
    outage: "Make a test sale now. If it fails, call the engineer on call. Look at the payment provider's status, too.",
    outageOver: 'Find out what stopped it, before it happens again: a release, the payment provider, the network.',
    drop: 'Make a test sale. If it fails, call the engineer on call. If it works, see which payments are missing.',
    dropOver: 'Find out what held sales back in these hours: failed payments, a release, the payment provider.',
    spike: 'See whether sales are counted twice. A campaign or a holiday explains it, too.',
    spikeOver: 'See whether sales were counted twice. A campaign or a holiday explains it, too.',
    level: 'Compare with other checkouts. If only this one differs, ask what changed: prices, campaigns, payments.',
    unreadable: 'Ask the sender for the file again. The original is kept as it came.',
    gap: 'Ask the sender for a file with these hours. Until it comes, nobody can tell whether sales have stopped.',
    doubtful: 'Check the file against its source, put it right and drop it again.',
    overdue: 'Ask the sender whether the export runs. Until a file comes, nobody can tell whether sales have stopped.',
    acknowledged: 'Nothing, unless you are asked to help.',
    resolved: 'Nothing more now.',
    retracted: 'Nothing. If you were working on it, you can stop.',
    history: 'Nothing urgent. Keep it in mind when you look at this day.',
  },

  why: whyWordingEn,
  notices: noticeWordingEn,
};

function periodInWords({ isGoingOn, isWholeDay, from, to, daysLater }: Period): string {
  if (isWholeDay) return 'all day';
  if (isGoingOn) return `since ${from}`;
  return `from ${from} to ${to}${later(daysLater)}`;
}

function later(days: number): string {
  if (days === 0) return '';
  return days === 1 ? ' next day' : ` ${days} days later`;
}

function comparison({ size, isLess }: ChangeWords): string {
  if (size === null) return 'not expected';
  if (size.unit === 'times') return `${size.value} times what was expected`;
  return `${size.value}% ${isLess ? 'below' : 'above'} what was expected`;
}

function sales(count: string): string {
  return count === '1' ? '1 sale' : `${count} sales`;
}
