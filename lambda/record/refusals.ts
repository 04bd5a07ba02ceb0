// Files that couldn't be read, seen as a whole: one refusal speaks for all of a file's.
import type { ObjectRef } from '../inbox.ts';
import type { Refusal } from '../intake/checkout-day.ts';
import { keyIdentity } from '../intake/identity.ts';

/** The refusal that is told to people: the first that needs action, with the number of the others. */
export function theOneRefusal(refusals: readonly Refusal[]): Refusal | null {
  const first = refusals.find(({ outcome }) => outcome === 'quarantine') ?? refusals[0];
  if (!first || refusals.length === 1) return first ?? null;
  return { ...first, others: refusals.length - 1 };
}

/** An object that was deleted for good between its event and our reading it. */
export function goneRefusal({ key }: ObjectRef): Refusal {
  return {
    checkout: keyIdentity(key).checkout,
    date: null,
    outcome: 'ignore',
    reason: {
      code: 'object-gone',
      line: null,
      column: null,
      message: 'the object was deleted before it was read; drop it again if it was meant',
    },
    warnings: [],
  };
}
