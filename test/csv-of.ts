// A checkout-day as the file that would have brought it.
import { type CheckoutDay, REFERENCES } from '../lambda/intake/checkout-day.ts';

/** The documented format; null is a blank cell. */
export function csvOf({ hours }: CheckoutDay): string {
  const rows = hours.map(({ hour, today, references }) =>
    [`${String(hour).padStart(2, '0')}h`, today, ...REFERENCES.map((name) => references[name])]
      .map((value) => value ?? '')
      .join(','),
  );
  return [`time,today,${REFERENCES.join(',')}`, ...rows, ''].join('\n');
}
