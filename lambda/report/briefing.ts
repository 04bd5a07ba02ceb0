// The last shift in a minute, to be heard on the drive home: its sentences. speech.ts makes what a voice reads of them.
import { severityRank } from '../config/severity.ts';
import type { Incident } from '../incident/incident.ts';
import { isAcknowledged } from '../incident/transitions.ts';
import { type AlertFacts, alertFacts } from '../notify/alert-facts.ts';
import { amount, change, withoutSign } from '../notify/amount.ts';
import { isWholeDay } from '../notify/headline.ts';
import { localTime, weekday } from '../notify/local-time.ts';
import { type Locale, wordingFor } from '../notify/locale.ts';
import { shortened } from '../notify/plain-text.ts';
import { UNSAFE_CHARACTERS } from '../unsafe-characters.ts';
import { type BriefingWords, briefingWords } from './briefing-words.ts';

/** A shift and what is on record of it. */
export interface Shift {
  readonly since: Date;
  readonly until: Date;
  /** Its clock, an IANA zone. */
  readonly timeZone: string;
  /** Of all checkouts; at least those that are open or have changed since the shift began. */
  readonly incidents: readonly Incident[];
}

/**
 * Read at 150 words a minute, which is about how newsreaders speak (Tauroza & Allison 1990 measured 160 for British
 * radio, 140 for lectures), 60 seconds hold these.
 */
export const MOST_WORDS = 150;

/** A name that is read aloud is cut here, in characters. */
const LONGEST_SPOKEN_NAME = 40;

/** The sentences of the briefing, worst news first; together at most 150 words. */
export function briefing(shift: Shift, locale: Locale): readonly string[] {
  const words = briefingWords(locale);
  const { open, opened, ended } = parts(shift);
  const isQuiet = open.length + opened.length + ended.length === 0;
  const head = [greeting(shift, words), isQuiet ? words.quiet : words.counts(open.length, opened.length, ended.length)];
  const told = [...open, ...ended].map((incident) => spoken(incident, shift, words, locale));
  return [...head, ...withinAMinute(told, head, words), words.goodbye];
}

function parts({ incidents, since }: Shift) {
  const from = since.toISOString();
  const worstFirst = [...incidents].sort(byUrgency);
  const isOpen = ({ status }: Incident) => status === 'open';
  return {
    open: worstFirst.filter(isOpen),
    opened: worstFirst.filter(({ openedAt }) => openedAt >= from),
    ended: worstFirst.filter((incident) => !isOpen(incident) && endedAt(incident) >= from),
  };
}

function byUrgency(a: Incident, b: Incident): number {
  return severityRank(a.severity) - severityRank(b.severity) || (a.openedAt < b.openedAt ? -1 : 1);
}

/** One that was over when it opened ended then. */
function endedAt({ history, openedAt }: Incident): string {
  return history.findLast(({ state }) => state === 'resolved' || state === 'retracted')?.at ?? openedAt;
}

function greeting({ since, until, timeZone }: Shift, words: BriefingWords): string {
  const end = localTime(until.toISOString(), timeZone);
  const [from, to] = [localTime(since.toISOString(), timeZone).time, end.time].map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return words.clock(hour, minute);
  });
  return words.greeting(words.weekdays[weekday(end.date)] ?? '', from ?? '', to ?? '');
}

/** Whole incidents as long as there's room for them, the last sentences and a word on how many are left out. */
function withinAMinute(
  told: readonly (readonly string[])[],
  head: readonly string[],
  words: BriefingWords,
): readonly string[] {
  const reserved = wordCount([...head, words.more(told.length), words.goodbye]);
  const chosen: string[] = [];
  for (const [i, sentences] of told.entries()) {
    if (reserved + wordCount([...chosen, ...sentences]) > MOST_WORDS) return [...chosen, words.more(told.length - i)];
    chosen.push(...sentences);
  }
  return chosen;
}

function wordCount(sentences: readonly string[]): number {
  return sentences.join(' ').split(/\s+/).filter(Boolean).length;
}

/** What happened, how much it was, and how it stands. */
function spoken(incident: Incident, shift: Shift, words: BriefingWords, locale: Locale): readonly string[] {
  const { id, severity, openedAt, checkout } = incident;
  const alert = { id, topic: severity, transition: 'opened', escalation: 0, createdAt: openedAt, incident } as const;
  const facts = alertFacts(alert);
  const name = spokenName(checkout) || wordingFor(locale).unnamed;
  const fact = factOf(facts, period(facts, shift, words), words);
  return [words.incident(severity, name, fact), ...size(facts, words, locale), stand(incident, shift, words)];
}

function factOf({ alert, matter, deviationPercent }: AlertFacts, when: string, words: BriefingWords): string {
  const { incident } = alert;
  switch (matter) {
    case 'outage':
      return incident.kind !== 'data' && incident.observed > 0
        ? words.fact.hardlyAnySales(when)
        : words.fact.noSales(when);
    case 'gap':
      return words.fact.noData(when);
    case 'unreadable':
    case 'doubtful':
    case 'overdue':
      return words.fact[matter];
    default: {
      if (deviationPercent === null) return words.fact.changed(null, false, when);
      const told = change(deviationPercent);
      if (told.endsWith('x')) return words.fact.times(told.replace(/[>x]/g, ''), when);
      return words.fact.changed(withoutSign(deviationPercent), deviationPercent < 0, when);
    }
  }
}

function period({ alert: { incident }, isGoingOn }: AlertFacts, { until, timeZone }: Shift, words: BriefingWords) {
  const { date, startHour, endHour } = incident;
  const isToday = date === localTime(until.toISOString(), timeZone).date;
  const day = isToday ? null : (words.weekdays[weekday(date)] ?? null);
  if (isWholeDay(startHour, endHour)) return words.allDay(day);
  if (isGoingOn) return words.since(words.clock(startHour, 0), day);
  return words.between(words.clock(startHour, 0), words.clock(endHour + 1, 0), day);
}

function size({ alert: { incident }, isGoingOn }: AlertFacts, words: BriefingWords, locale: Locale): readonly string[] {
  if (incident.kind === 'data') return [];
  const sales = amount(Math.abs(incident.expectedLost), wordingFor(locale).decimalMark);
  return [incident.expectedLost < 0 ? words.extra(sales) : words.lost(sales, isGoingOn)];
}

function stand(incident: Incident, { until }: Shift, words: BriefingWords): string {
  if (incident.status === 'retracted') return words.retracted;
  if (incident.status === 'resolved') return words.over;
  const person = spokenName(incident.acknowledgement?.by ?? '');
  return person !== '' && isAcknowledged(incident, until) ? words.isOnIt(person) : words.nobodyIsOnIt;
}

/** A name as it is said: marks that stand for blanks are blanks, what can't be said is left out. */
function spokenName(name: string): string {
  const said = name.replace(UNSAFE_CHARACTERS, ' ').replace(/[_\-./\\]+/g, ' ');
  return shortened(said.replace(/\s+/g, ' ').trim(), LONGEST_SPOKEN_NAME);
}
