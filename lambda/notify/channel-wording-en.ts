// Every English word that chats and pagers have beyond the alert's own.
import type { ChannelWords } from './channel-wording.ts';

const LINKS: Readonly<Record<string, string>> = {
  view: 'Open the report',
  dashboard: 'Open the dashboard',
  runbook: 'Open the runbook',
};

export const channelWordingEn: ChannelWords = {
  rows: { duration: 'Duration', onIt: 'On it', nextNews: 'Next news', incident: 'Incident', notice: 'Notice' },
  lists: { storm: 'Alerts', allClear: 'How things stand' },
  duration: (hours, isGoingOn) => `${hours === 1 ? '1 hour' : `${hours} hours`}${isGoingOn ? ' so far' : ''}`,
  nobodyYet: 'nobody yet',
  nextReminder: (time) => `a reminder at ${time}, unless somebody is on it`,
  nextWithChange: 'when it gets worse, at most once an hour; and when it ends',
  link: (name) => LINKS[name] ?? name,
  message: {
    opened: 'New',
    updated: 'Update',
    escalated: 'Escalation',
    acknowledged: 'Acknowledged',
    resolved: 'Resolved',
    retracted: 'Retracted',
    reminder: 'Reminder',
    storm: 'Storm',
    handoff: 'Handoff',
    'all-clear': 'Daily word',
  },
};
