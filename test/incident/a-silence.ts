// A silence of everything, changed where the test says so; times are of 2026-01-16, UTC.
import type { Silence } from '../../lambda/incident/silences.ts';
import { at } from './a-look.ts';

type Told = Omit<Partial<Silence>, 'from' | 'until'> & { readonly from: string; readonly until: string | null };

export function aSilence({ from, until, ...others }: Told): Silence {
  return {
    id: 's-1',
    by: 'ana',
    why: 'gateway maintenance',
    createdAt: at(from).toISOString(),
    from: at(from).toISOString(),
    until: until === null ? null : at(until).toISOString(),
    kinds: [],
    severities: [],
    weekly: null,
    ...others,
  };
}
