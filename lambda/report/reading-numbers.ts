// Numbers as a language writes them, for reports: there is room for thousands, and none for decimals that nobody needs.

export interface ReadingNumbers {
  /** Sales: one decimal below ten, none above. */
  number(sales: number): string;
  /** All digits. */
  exact(reading: number): string;
  /** Minutes as `45 min`, `7 h 15 min`. */
  duration(minutes: number): string;
}

const DECIMALS_BELOW = 10;
const MINUTES_AN_HOUR = 60;

/** @param language BCP 47 */
export function readingNumbers(language: string): ReadingNumbers {
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const all = new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false });
  return {
    number(sales) {
      const rounded =
        Math.abs(Math.round(sales * 10) / 10) < DECIMALS_BELOW ? tenths.format(sales) : whole.format(sales);
      return rounded === '-0' ? '0' : rounded;
    },
    exact: (reading) => all.format(reading),
    duration(minutes) {
      const rounded = Math.round(minutes);
      const [hours, rest] = [Math.floor(rounded / MINUTES_AN_HOUR), rounded % MINUTES_AN_HOUR];
      return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
    },
  };
}
