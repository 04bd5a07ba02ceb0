// Brazil's national holidays of any year, and the days around Easter on which the country rests as if they were.
import type { DateRule } from '../config/special-days.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { dateInYear } from './calendar-dates.ts';

export interface Holiday {
  readonly date: BusinessDate;
  readonly name: NationalHoliday;
}

/** By their English names, which every language knows how to say. */
export type NationalHoliday = (typeof LAWS)[number]['name'];

interface HolidayLaw {
  readonly name: string;
  readonly rule: DateRule;
  /** First year in which the whole country has it, where it is younger than this century. */
  readonly since?: number;
}

const yearly = (month: number, day: number): DateRule => ({ on: 'month-day', month, day });
const fromEaster = (daysAfter: number): DateRule => ({ on: 'easter', daysAfter });

/**
 * Seven fixed days by Lei 662/1949 in the wording of Lei 10.607/2002; Our Lady of Aparecida by Lei 6.802/1980; Black
 * Awareness Day by Lei 14.759/2023. Good Friday is the religious holiday of Lei 9.093/1995, article 2. Carnival and
 * Corpus Christi are optional days off that the federal government proclaims every year and trade mostly follows;
 * Easter is no holiday by law, but shopping centres are closed.
 */
const LAWS = [
  { name: "New Year's Day", rule: yearly(1, 1) },
  { name: 'Carnival Monday', rule: fromEaster(-48) },
  { name: 'Carnival Tuesday', rule: fromEaster(-47) },
  { name: 'Good Friday', rule: fromEaster(-2) },
  { name: 'Easter Sunday', rule: fromEaster(0) },
  { name: 'Tiradentes', rule: yearly(4, 21) },
  { name: 'Labour Day', rule: yearly(5, 1) },
  { name: 'Corpus Christi', rule: fromEaster(60) },
  { name: 'Independence Day', rule: yearly(9, 7) },
  { name: 'Our Lady of Aparecida', rule: yearly(10, 12) },
  { name: "All Souls' Day", rule: yearly(11, 2), since: 2003 },
  { name: 'Republic Day', rule: yearly(11, 15) },
  { name: 'Black Awareness Day', rule: yearly(11, 20), since: 2024 },
  { name: 'Christmas Day', rule: yearly(12, 25) },
] as const satisfies readonly HolidayLaw[];

const years = new Map<number, readonly Holiday[]>();

/** The holidays of `year`, in the order of their dates; worked out once. */
export function brazilianHolidays(year: number): readonly Holiday[] {
  const known = years.get(year) ?? holidaysOf(year);
  years.set(year, known);
  return known;
}

function holidaysOf(year: number): readonly Holiday[] {
  const laws: readonly (HolidayLaw & Pick<Holiday, 'name'>)[] = LAWS;
  return laws
    .flatMap(({ name, rule, since = year }) => {
      const date = year >= since ? dateInYear(rule, year) : null;
      return date === null ? [] : [{ date, name }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
