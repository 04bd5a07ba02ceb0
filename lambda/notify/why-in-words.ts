// Why there is an incident, from facts to a plain sentence or two in the language of the reader.
import type { DayNote } from '../detect/day-notes.ts';
import type { ReferenceStance, SalesWhy, Stance } from '../detect/why.ts';
import type { DataWhy } from '../incident/data-why.ts';
import { rangesOf } from '../incident/hour-ranges.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { amount, change } from './amount.ts';
import { LONGEST_WHY } from './limits.ts';
import { clockEnd, clockStart, hourLabel } from './local-time.ts';
import { escapedText, shortened } from './plain-text.ts';
import type { WhyWords } from './why-wording.ts';
import type { Wording } from './wording.ts';

/** The other hours' level is worth a word from this difference on, as a share. */
const LEVEL_WORTH_TELLING = 0.15;

const STANCES: readonly Stance[] = ['agrees', 'set-aside', 'differs'];

const MINUTES_AN_HOUR = 60;

/** On one line, harmless and at most 1,000 characters. */
export function whyInWords(why: SalesWhy | DataWhy, words: Wording): string {
  return shortened(escapedText(sentences(why, words)), LONGEST_WHY);
}

function sentences(why: SalesWhy | DataWhy, words: Wording): string {
  const say = words.why;
  switch (why.kind) {
    case 'expectation':
      return expectation(why, words);
    case 'week-average':
      return sentence(say.weekAverage(told(why.average, words), told(why.observed, words), change(why.percent)));
    case 'closed':
      return sentence(say.closed(told(why.observed, words)));
    case 'missing-hours': {
      const hours = say.missingHours(ranges(why.hours, words));
      return sentence(why.finding ? `${hours}; ${say.finding(why.finding)}` : hours);
    }
    case 'finding':
      return sentence(say.finding(why.finding) + (why.others.count > 0 ? say.others(why.others) : ''));
    case 'overdue':
      return sentence(say.overdue(words.date(why.date), timeOfDay(why.expectedBy, words), why.basis));
    case 'text':
      return why.text;
  }
}

function expectation(why: Extract<SalesWhy, { kind: 'expectation' }>, words: Wording): string {
  const say = words.why;
  const { startHour, endHour, expected, observed, references, restOfDay, afterOutage, notes } = why;
  const clauses = [
    say.expected(told(expected, words), told(observed, words), clockStart(startHour), clockEnd(endHour)),
    ...STANCES.flatMap((stance) => stanceClause(stance, references, words)),
    ...(restOfDay !== null && Math.abs(restOfDay - 1) >= LEVEL_WORTH_TELLING
      ? [say.restOfDay(percentOff(restOfDay), restOfDay < 1)]
      : []),
    ...(afterOutage === null ? [] : [say.afterOutage(clockEnd(afterOutage))]),
  ];
  return [clauses.join('; '), ...notes.map((note) => noteClause(note, words))].map(sentence).join(' ');
}

/** The references of one stance in one clause; nothing where there is none. */
function stanceClause(stance: Stance, references: readonly ReferenceStance[], { why: say }: Wording): string[] {
  const names = references
    .filter((reference) => reference.stance === stance)
    .map((reference) => {
      const name = say.reference(reference);
      return stance === 'agrees' ? name : off(name, reference.ratio, say);
    });
  return names.length === 0 ? [] : [say.stances[stance](say.list(names), names.length)];
}

/** How far it is off; eleven times and more speak for themselves: `yesterday (14x)`. */
function off(name: string, ratio: number, say: WhyWords): string {
  const told = percentOff(ratio);
  return told.endsWith('x') ? `${name} (${told})` : say.off(name, told, ratio < 1);
}

function noteClause(note: DayNote, { why: say }: Wording): string {
  switch (note.kind) {
    case 'impossible-average':
      return say.impossibleAverage[note.of];
    case 'special-day':
      return say.specialDay(say.holiday(note.name));
    case 'left-out': {
      const { because } = note;
      return say.leftOut(
        note.reference,
        because.was === 'special' ? { ...because, name: say.holiday(because.name) } : because,
      );
    }
  }
}

function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** `48%` of a ratio of 0.52 and of one of 1.48. */
function percentOff(ratio: number): string {
  return change((ratio - 1) * 100).replace(/^[+-]/, '');
}

function ranges(hours: readonly number[], { headline }: Wording): string {
  return rangesOf(hours)
    .map(([first, last]) => (first === last ? hourLabel(first) : headline.hours(hourLabel(first), hourLabel(last))))
    .join(', ');
}

/** @param minutes local, from the business date's midnight */
function timeOfDay(minutes: number, { why: say }: Wording): string {
  const hour = Math.floor(minutes / MINUTES_AN_HOUR);
  const time = [hour % HOURS_A_DAY, minutes % MINUTES_AN_HOUR].map((part) => String(part).padStart(2, '0')).join(':');
  const days = Math.floor(hour / HOURS_A_DAY);
  return days === 0 ? time : say.daysAfter(time, days);
}

function told(sales: number, { decimalMark }: Wording): string {
  return amount(sales, decimalMark);
}
