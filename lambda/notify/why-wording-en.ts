// Every English word on why there is an incident.
import type { WhyWords } from './why-wording.ts';

export const whyWordingEn: WhyWords = {
  expected: (expected, observed, from, to) =>
    `about ${sales(expected)} were expected from ${from} to ${to} and ${observed} came`,
  reference({ reference, days }) {
    switch (reference) {
      case 'yesterday':
        return 'yesterday';
      case 'same-weekday':
        return days === 1 ? 'the same day last week' : `this weekday of ${days} weeks`;
      case 'rest-of-week':
        return 'the rest of the week';
      case 'rest-of-month':
        return 'the rest of the month';
    }
  },
  off: (reference, percent, isLess) => `${reference} (${percent} ${isLess ? 'lower' : 'higher'})`,
  list: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`),
  stances: {
    agrees: (names, count) => `${names} ${count === 1 ? 'agrees' : 'agree'} with that`,
    differs: (names, count) => `${names} ${count === 1 ? 'differs' : 'differ'}`,
    'set-aside': (names, count) => `${names} ${count === 1 ? 'was' : 'were'} set aside as unlike the others`,
  },
  restOfDay: (percent, isLess) => `the rest of the day runs ${percent} ${isLess ? 'below' : 'above'} its references`,
  afterOutage: (until) => `they came as soon as an outage ended at ${until}, and may be the sales that it held back`,
  impossibleAverage: {
    week: 'the weekly average is smaller than its own days allow, so the rest of the week tells nothing',
    month: 'the monthly average is smaller than its own last week allows, so the month was taken as a whole',
  },
  specialDay: (name) => `today is ${name}, so more variation is allowed`,
  leftOut: (reference, because) => `${SINGLE_DAYS[reference]} was left out because it was ${unlike(because)}`,
  holiday: (name) => name,

  weekAverage: (average, observed, percent) =>
    `the average of the last week was ${average} and ${observed} came: ${percent}`,
  closed: (observed) => `${sales(observed)} came in hours in which the checkout is closed`,

  missingHours: (hours) => `no count for ${hours}`,
  finding: ({ message }) => message,
  others: ({ count, of }) => ` (and ${count} more${of === 'days' ? ' checkout-days of this file' : ''})`,
  overdue(date, by, basis) {
    switch (basis) {
      case 'set':
        return `the file of ${date} was expected by ${by} (expectedBy)`;
      case 'first':
        return `the first file of ${date} should have come by ${by}, judging by when files came before`;
      case 'next':
        return `the next file of ${date} should have come by ${by}, judging by how often files came before`;
    }
  },
  daysAfter: (time, days) => `${time} ${days === 1 ? 'the day after' : `${days} days after`}`,
};

const SINGLE_DAYS = { yesterday: 'yesterday', 'same-weekday': 'the same day last week' } as const;

function unlike(because: Parameters<WhyWords['leftOut']>[1]): string {
  if (because.was === 'special') return because.name;
  return because.isAllDay ? 'closed' : 'closed for part of the day';
}

function sales(count: string): string {
  return count === '1' ? '1 sale' : `${count} sales`;
}
