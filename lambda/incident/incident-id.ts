// Incident ids: readable on a phone, safe in every place they appear, the same for the same incident.
import { createHash } from 'node:crypto';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { hourLabel } from './hour-ranges.ts';
import type { FoundIncident } from './incident.ts';

/** Longest checkout name that an id repeats as it is. */
const NAME_LIMIT = 40;

/**
 * An id such as `checkout_2-2026-01-16-15h` or `checkout_2-2026-01-16-gap`, numbered when `taken` holds it already
 * (an incident that was retracted and came back).
 */
export function mintIncidentId(
  checkout: string,
  date: BusinessDate,
  found: FoundIncident,
  taken: ReadonlySet<string> = new Set(),
): string {
  const what = found.kind === 'data' ? found.cause : hourLabel(found.startHour);
  const id = `${safeName(checkout)}-${date}-${what}`;
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The name itself where it is plain; else what is plain of it, with a digest that keeps it apart from others. */
function safeName(checkout: string): string {
  if (checkout.length <= NAME_LIMIT && /^[A-Za-z0-9_.-]+$/.test(checkout)) return checkout;
  const plain = checkout.replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, NAME_LIMIT);
  return `${plain}~${createHash('sha256').update(checkout).digest('hex').slice(0, 8)}`;
}
