// One plain sentence on a window: what was expected, what came, and which references agreed or were set aside.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { BLOCKS } from './blocks.ts';
import type { PlausibleRegime } from './expectation.ts';
import type { Grouping } from './groups.ts';
import type { SalesKind } from './judgement.ts';
import { at } from './numbers.ts';
import type { Observations } from './observations.ts';
import { SAME_WEEKDAY } from './regimes.ts';

interface Told {
  readonly kind: SalesKind;
  readonly startHour: number;
  readonly endHour: number;
  readonly observed: number;
  readonly expected: number;
}

/** A reference agrees with the expectation within this factor. */
const AGREES_WITHIN = 1.35;
/** On average, hours that keep less than this share of their weight have been set aside. */
const SET_ASIDE_BELOW = 0.4;

export function why(told: Told, observed: Observations, regimes: readonly PlausibleRegime[]): string {
  const { agreeing, setAside, differing } = references(told, observed, regimes);
  const parts = [
    `about ${amount(told.expected)} sales were expected from ${span(told)} and ${amount(told.observed)} came`,
  ];
  if (agreeing.length > 0) parts.push(`${list(agreeing)} ${verb(agreeing, 'agrees', 'agree')} with that expectation`);
  if (setAside.length > 0)
    parts.push(`${list(setAside)} ${verb(setAside, 'was', 'were')} set aside as unlike the others`);
  if (differing.length > 0) parts.push(`${list(differing)} ${verb(differing, 'differs', 'differ')}`);
  const sentence = `${parts.join('; ')}.`;
  const notes = observed.notes.map((note) => ` ${note}.`).join('');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1) + notes;
}

interface References {
  readonly agreeing: readonly string[];
  readonly setAside: readonly string[];
  readonly differing: readonly string[];
}

function references(
  told: Told,
  { logRate, base, countingVariance, grouping }: Observations,
  regimes: readonly PlausibleRegime[],
): References {
  const trust = regimes[0]?.trust;
  const agreeing: string[] = [];
  const setAside: string[] = [];
  const differing: string[] = [];
  groupNames(grouping).forEach((name, block) => {
    let sold = 0;
    let believed = 0;
    let hours = 0;
    for (let hour = told.startHour; hour <= told.endHour; hour++) {
      const i = block * HOURS_A_DAY + hour;
      if (Number.isNaN(at(countingVariance, i))) continue;
      sold += Math.exp(base + at(logRate, i));
      believed += trust ? at(trust, i) : 1;
      hours += 1;
    }
    if (hours === 0) return;
    const ratio = (sold * (told.endHour - told.startHour + 1)) / hours / Math.max(told.expected, 1e-9);
    if (believed / hours < SET_ASIDE_BELOW) setAside.push(name);
    else if (ratio < AGREES_WITHIN && ratio > 1 / AGREES_WITHIN) agreeing.push(name);
    else differing.push(name);
  });
  return { agreeing, setAside, differing };
}

/** The groups before today, as people call them. */
function groupNames({ olderWeekdays }: Grouping): readonly string[] {
  return BLOCKS.map(({ name }, group) =>
    group === SAME_WEEKDAY && olderWeekdays > 0 ? 'this weekday of the last weeks' : name,
  );
}

function span({ startHour, endHour }: Told): string {
  return startHour === endHour ? `${label(startHour)} on for an hour` : `${label(startHour)} to ${label(endHour)}`;
}

function label(hour: number): string {
  return `${String(hour).padStart(2, '0')}h`;
}

function amount(sales: number): string {
  return sales < 10 && !Number.isInteger(sales) ? sales.toFixed(1) : sales.toFixed(0);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function verb(names: readonly string[], one: string, many: string): string {
  return names.length === 1 ? one : many;
}
