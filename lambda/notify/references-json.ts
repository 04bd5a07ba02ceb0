// The references of an incident for machines: which agreed, which differed, which were set aside or left out, and why.
import type { Unlikeness } from '../detect/day-notes.ts';
import type { SalesWhy } from '../detect/why.ts';
import type { DataWhy } from '../incident/data-why.ts';
import { LONGEST_NAME_IN_LIST } from './limits.ts';
import { escapedText, shortened } from './plain-text.ts';

/** One entry a reference; none for a data incident, and none where only one number was compared. */
export function referencesJson(why: SalesWhy | DataWhy) {
  if (why.kind !== 'expectation') return [];
  const weighed = why.references.map(({ reference, stance, ratio }) => {
    return { reference, stance, ratio, reason: null, special_day: null };
  });
  const leftOut = why.notes.flatMap((note) => {
    if (note.kind !== 'left-out') return [];
    return [{ reference: note.reference, stance: 'left-out' as const, ratio: null, ...reasonOf(note.because) }];
  });
  return [...weighed, ...leftOut];
}

function reasonOf(because: Unlikeness) {
  if (because.was === 'closed') return { reason: because.isAllDay ? 'closed' : 'partly-closed', special_day: null };
  return { reason: 'special-day', special_day: shortened(escapedText(because.name), LONGEST_NAME_IN_LIST) };
}
