// What happened in one sentence, and what to do next: the part of an alert that is read aloud in a meeting.
import type { AlertFacts } from './alert-facts.ts';
import { amount, change, withoutSign } from './amount.ts';
import { checkoutName, isWholeDay } from './headline.ts';
import { LONGEST_REMARK } from './limits.ts';
import { clockEnd, clockStart, daysUntilEnd } from './local-time.ts';
import { escapedText, shortened } from './plain-text.ts';
import type { ChangeWords, NextStep, Period, Wording } from './wording.ts';

/** `No sales at checkout_2 from 15:00 to 18:00. About 77 sales lost.`, with what is new about it where it isn't the first alert. */
export function whatHappened(facts: AlertFacts, words: Wording): string {
  const { body } = words;
  const what = body.what(facts.matter, checkoutName(facts, words), period(facts), changeWords(facts));
  if (facts.alert.transition === 'retracted') return body.retracted(what);
  const raised = facts.raisedFrom === null ? '' : body.raised(facts.raisedFrom, facts.severity);
  const note = facts.isHistory ? body.historyNote(facts.alert.incident.severity) : '';
  return [preface(facts, words), what, howMuch(facts, words), raised, note].filter((said) => said !== '').join(' ');
}

/** The next thing to do, for somebody who has only this message. */
export function whatToDo(facts: AlertFacts, words: Wording): string {
  return words.nextStep[nextStep(facts)];
}

/** The window by the clock. */
export function period({ alert: { incident }, isGoingOn }: AlertFacts): Period {
  const { startHour, endHour } = incident;
  return {
    isGoingOn,
    isWholeDay: isWholeDay(startHour, endHour),
    from: clockStart(startHour),
    to: clockEnd(endHour),
    daysLater: daysUntilEnd(endHour),
  };
}

function preface({ alert: { transition, escalation, incident }, isHistory }: AlertFacts, { body }: Wording): string {
  if (transition === 'escalated' && escalation > 0) return body.reminder(escalation);
  const by = shortened(escapedText(incident.history.at(-1)?.by ?? ''), LONGEST_REMARK).trim();
  if (by !== '' && transition === 'acknowledged') return body.isOnIt(by);
  if (by !== '' && transition === 'resolved') return body.saysItIsOver(by);
  if (transition !== 'opened' && transition !== 'retracted') return body.preface[transition];
  return isHistory ? body.preface.history : '';
}

function howMuch(facts: AlertFacts, { body, decimalMark }: Wording): string {
  const { incident } = facts.alert;
  if (incident.kind === 'data') return '';
  const sales = amount(Math.abs(incident.expectedLost), decimalMark);
  return incident.expectedLost < 0 ? body.extra(sales, period(facts)) : body.lost(sales, period(facts));
}

function changeWords({ alert: { incident }, deviationPercent }: AlertFacts): ChangeWords {
  if (incident.kind === 'data' || deviationPercent === null) return { isLess: false, isNone: true, size: null };
  const told = change(deviationPercent);
  return {
    isLess: deviationPercent < 0,
    isNone: incident.observed === 0,
    size: told.endsWith('x')
      ? { unit: 'times', value: told.slice(0, -1) }
      : { unit: 'percent', value: String(withoutSign(deviationPercent)) },
  };
}

function nextStep({ alert: { transition }, isHistory, isGoingOn, matter }: AlertFacts): NextStep {
  if (transition === 'acknowledged' || transition === 'resolved' || transition === 'retracted') return transition;
  if (isHistory) return 'history';
  if (isGoingOn) return matter;
  switch (matter) {
    case 'outage':
      return 'outageOver';
    case 'drop':
      return 'dropOver';
    case 'spike':
      return 'spikeOver';
    default:
      return matter;
  }
}
