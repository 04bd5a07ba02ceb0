// The first line of every alert: severity, checkout and fact, in this order and all three in the first 40 characters.
import type { Severity } from '../config/severity.ts';
import { type Incident, isSales } from '../incident/incident.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { AlertFacts } from './alert-facts.ts';
import { amount, change } from './amount.ts';
import { LONGEST_NAME_TOLD } from './limits.ts';
import { hourLabel } from './local-time.ts';
import { cutInTheMiddle, escapedText, shortened } from './plain-text.ts';
import type { HeadlineWords, Wording } from './wording.ts';

/** What a phone's lock screen and a mail list show of a line at the least. */
const SEEN_AT_A_GLANCE = 40;

/** A name is never cut below this, whatever the fact takes. */
const SHORTEST_NAME = 6;

/** What remains of a name of accents alone. */
const NO_LIKENESS = '?';

export interface Headline {
  readonly severity: Severity;
  /** What must be seen at a glance. */
  readonly fact: string;
  /** What may come after. */
  readonly details: string;
}

/**
 * `P1 checkout_2: no sales 15h-17h, about 83 lost`, folded into the alphabet of an SMS or a subject by `fold`; without
 * one in its own letters. At most 100 characters: the name is cut so that the fact ends by the 40th, and the details are
 * never longer than 60.
 */
export function headline(facts: AlertFacts, words: Wording, fold: (text: string) => string = (text) => text): string {
  const { severity, fact, details } = headlineParts(facts, words);
  const foldedFact = fold(fact);
  const room = SEEN_AT_A_GLANCE - `${severity} : `.length - foldedFact.length;
  const name = fold(checkoutName(facts, words)).trim() || NO_LIKENESS;
  const shortName = cutInTheMiddle(name, Math.max(room, SHORTEST_NAME));
  return `${severity} ${shortName}: ${foldedFact}${fold(details)}`;
}

/** The same line for readers that have room: the name whole and in its own letters. */
export function title(facts: AlertFacts, words: Wording): string {
  const { severity, fact, details } = headlineParts(facts, words);
  return `${severity} ${checkoutName(facts, words)}: ${fact}${details}`;
}

/** The checkout's name made harmless; never empty. */
export function checkoutName({ alert }: AlertFacts, words: Wording): string {
  const name = escapedText(alert.incident.checkout).trim();
  return name === '' ? words.unnamed : shortened(name, LONGEST_NAME_TOLD);
}

/** The first line taken apart, before anything is cut or folded. */
export function headlineParts(facts: AlertFacts, words: Wording): Headline {
  const { severity, isHistory } = facts;
  const say = words.headline;
  const fact = whatIsWrong(facts, say);
  const { incident, transition } = facts.alert;
  if (transition === 'retracted') return { severity, fact: say.retracted, details: say.about(fact) };
  if (transition === 'acknowledged') return { severity, fact: say.acknowledged, details: say.about(fact) };
  const size = sizeOfIt(facts, words);
  if (isHistory) {
    return {
      severity,
      fact: say.history(fact),
      details: size + say.wasOn(incident.severity, words.date(incident.date)),
    };
  }
  if (transition === 'resolved') return { severity, fact: over(facts, fact, say), details: size };
  return { severity, fact, details: size + howItStands(facts, say) };
}

function whatIsWrong(facts: AlertFacts, say: HeadlineWords): string {
  const { incident } = facts.alert;
  const when = whenInHours(incident, facts.isGoingOn, say);
  switch (facts.matter) {
    case 'unreadable':
      return say.fileUnreadable;
    case 'gap':
      return say.noData(when);
    case 'doubtful':
      return say.doubtfulData;
    case 'overdue':
      return say.fileOverdue;
    case 'outage':
      return incident.kind !== 'data' && incident.observed > 0 ? say.hardlyAnySales(when) : say.noSales(when);
    default:
      if (facts.deviationPercent === null) return say.unexpectedSales(when);
      return say.salesChanged(change(facts.deviationPercent), when);
  }
}

function whenInHours({ startHour, endHour }: Incident, isGoingOn: boolean, say: HeadlineWords): string {
  if (isWholeDay(startHour, endHour)) return say.allDay;
  if (isGoingOn) return say.since(hourLabel(startHour));
  if (startHour === endHour) return say.at(hourLabel(startHour));
  return say.hours(hourLabel(startHour), hourLabel(endHour));
}

/** From 00h to 23h of one date. */
export function isWholeDay(startHour: number, endHour: number): boolean {
  return startHour === 0 && endHour === HOURS_A_DAY - 1;
}

function over({ matter }: AlertFacts, fact: string, say: HeadlineWords): string {
  if (matter === 'unreadable' || matter === 'doubtful') return say.fileInOrder;
  if (matter === 'overdue') return say.noLongerOverdue;
  return say.over(fact);
}

function sizeOfIt({ alert: { incident } }: AlertFacts, words: Wording): string {
  if (incident.kind === 'data') return '';
  const { expectedLost } = incident;
  const sales = amount(Math.abs(expectedLost), words.decimalMark);
  return expectedLost < 0 ? words.headline.extra(sales) : words.headline.lost(sales);
}

function howItStands(facts: AlertFacts, say: HeadlineWords): string {
  const { transition, escalation, incident } = facts.alert;
  if (facts.raisedFrom !== null) return say.was(facts.raisedFrom);
  if (transition === 'escalated' && escalation > 0) return say.reminder(escalation);
  if (transition !== 'opened') return say.update;
  const isEndNews = isSales(incident) && incident.isOver && !isWholeDay(incident.startHour, incident.endHour);
  return isEndNews ? say.overNow : '';
}
