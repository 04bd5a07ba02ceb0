// Four reference columns as four disjoint blocks of days.
import { describe, expect, it } from 'vitest';
import { blockCounts } from '../../lambda/detect/blocks.ts';
import type { CheckoutDay, Reference } from '../../lambda/intake/checkout-day.ts';
import { sampleDay } from './plain-csv.ts';

const at15h = (day: CheckoutDay) => blockCounts(day).counts.map((hours) => hours[15]);

function with15h(references: Partial<Record<Reference, number | null>>): CheckoutDay {
  const day = sampleDay(2);
  const hours = day.hours.map((hour) =>
    hour.hour === 15 ? { ...hour, references: { ...hour.references, ...references } } : hour,
  );
  return { ...day, hours };
}

describe('blockCounts', () => {
  it('takes single days out of the week and the week out of the month, to whole sales', () => {
    // 15h of checkout_2: 51, 42, 7 × 22.427 = 157 and 28 × 27.78 = 778.
    expect(at15h(sampleDay(2))).toEqual([51, 42, 157 - 51 - 42, 778 - 157]);
  });

  it('leaves an unknown day inside the rest of the week', () => {
    expect(at15h(with15h({ yesterday: null }))).toEqual([Number.NaN, 42, ((157 - 42) * 5) / 6, 778 - 157]);
  });

  it('does without the week where its average is unknown', () => {
    expect(at15h(with15h({ avg_last_week: null }))).toEqual([51, 42, Number.NaN, 27.78 * 21]);
  });

  it('says so when a week is smaller than its own days, and sets it aside', () => {
    const day = with15h({ avg_last_week: 10 });
    expect(at15h(day)[2]).toBeNaN();
    expect(blockCounts(day).notes).toEqual([{ kind: 'impossible-average', of: 'week' }]);
  });

  it('does not take rounding for a contradiction', () => {
    expect(blockCounts(sampleDay(1)).notes).toEqual([]);
    expect(at15h(with15h({ avg_last_week: 13.28 }))[2]).toBe(0);
  });
});
