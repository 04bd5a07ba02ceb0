// Every English word of storms, handoffs and the all-clear.
import type { NoticeWords } from './notice-wording.ts';

export const noticeWordingEn: NoticeWords = {
  storm: {
    headline: (joined, checkouts, isFirst) =>
      isFirst
        ? `storm: ${alerts(joined)} at ${checkoutsInWords(checkouts)}`
        : `storm goes on: ${joined} more at ${checkoutsInWords(checkouts)}`,
    summary: (joined, checkouts, total, isFirst) =>
      isFirst
        ? `Too many alerts in ten minutes to send one by one: this is ${alerts(joined)} at ${checkoutsInWords(checkouts)}.`
        : `The storm goes on: ${alerts(joined)} more at ${checkoutsInWords(checkouts)}, ${total} so far.`,
    next: 'Look for one cause first: the payment provider, the network, a release, the export. What was sent one by one before belongs to it, too.',
  },

  handoff: {
    headline: (day, { open, opened, ended }) => `handoff ${day}: ${open} open, ${opened} new, ${ended} over`,
    summary: (day, timeZone, since) => `Handoff of ${day}, ${timeZone}. New and over are since ${since}.`,
    lists: {
      open: 'Open',
      opened: 'New',
      ended: 'Over',
      gaps: 'Data missing or in doubt',
      unattended: 'To watch: open, and nobody is on it',
      justEnded: 'To watch: over for under two hours',
    },
    nothing: 'none',
    openedAt: (time) => `since ${time}`,
    endedAt: (time) => `ended ${time}`,
    acknowledgedBy: (person) => `${person} is on it`,
    nobodyYet: 'nobody is on it',
  },

  allClear: {
    clear: (checkouts) => `all clear: ${checkoutsInWords(checkouts)}, no open incident`,
    notClear: (incidents) => `not all clear: ${incidents === '1' ? '1 open incident' : `${incidents} open incidents`}`,
    summary: (day, timeZone) =>
      `How things stand on ${day}, ${timeZone}. This comes every day: when it doesn't, ask why.`,
    rows: { checkouts: 'Watched', heardFrom: 'Heard', open: 'Open', overdue: 'Overdue' },
    heardLately: (checkouts) => `${checkouts} in 24 hours`,
    openBySeverity: (severity, count) => `${count} ${severity}`,
    none: 'none',
    next: {
      clear: 'Nothing. Every checkout that is awaited has sent its file.',
      notClear: 'Look at the open incidents. Each has had an alert of its own.',
    },
  },

  more: (count) => `and ${count} more`,
  notice: (id) => `Notice ${id}`,
};

function alerts(count: string): string {
  return count === '1' ? '1 alert' : `${count} alerts`;
}

function checkoutsInWords(count: string): string {
  return count === '1' ? '1 checkout' : `${count} checkouts`;
}
