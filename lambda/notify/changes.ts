// An incident's history in one line: opened 15:20 as P2, updated 16:18 as P1, resolved 18:20.
import type { Change } from '../incident/incident.ts';
import { LONGEST_REMARK } from './limits.ts';
import { localTime } from './local-time.ts';
import { escapedText, shortened } from './plain-text.ts';
import type { Wording } from './wording.ts';

/** More changes than these are counted, not told: the first and the last are what matters. */
const FIRST_TOLD = 1;
const LAST_TOLD = 5;

/** What is told of an incident's steps; an empty `by` or `note` is none. */
interface Told {
  readonly history: readonly ToldChange[];
  /** The business date. */
  readonly date: string;
}

type ToldChange = Pick<Change, 'at' | 'transition' | 'severity' | 'escalation' | 'isSilenced' | 'by' | 'note'>;

/** Times are local; a date is said where it isn't the business date; a severity where it's new. Empty without history. */
export function changesInOneLine({ history, date }: Told, words: Wording, timeZone: string): string {
  if (history.length === 0) return '';
  const told = history.map((change, i) => changeInWords(change, history[i - 1], date, words, timeZone));
  const untold = told.length - FIRST_TOLD - LAST_TOLD;
  const few =
    untold > 1 ? [...told.slice(0, FIRST_TOLD), words.body.moreChanges(untold), ...told.slice(-LAST_TOLD)] : told;
  return `${few.join(', ')}.`;
}

function changeInWords(
  change: ToldChange,
  before: ToldChange | undefined,
  businessDate: string,
  { body, date: dateOf }: Wording,
  timeZone: string,
): string {
  const { escalation = 0, by = '', note = '', isSilenced } = change;
  const { date, time } = localTime(change.at, timeZone);
  const what = escalation > 0 ? body.reminded(escalation) : body.transitions[change.transition];
  const happened = `${what} ${date === businessDate ? time : `${dateOf(date)} ${time}`}`;
  const step = change.severity === before?.severity ? happened : body.changedAs(happened, change.severity);
  const remarked = by === '' && note === '' ? step : body.remark(step, remark(by), remark(note));
  return isSilenced ? body.silenced(remarked) : remarked;
}

function remark(text: string): string {
  return shortened(escapedText(text), LONGEST_REMARK).trim();
}
