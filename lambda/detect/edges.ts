// Where an incident begins and ends: the strongest window is its core; what touches it and leans the same way is part of it.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { type CountLaw, logProbability } from './count-law.ts';
import type { Candidate } from './windows.ts';

/** The law of the total of `hours`, given today's hours except `unheard` ones. */
export type LawOf = (hours: readonly number[], unheard: readonly number[]) => CountLaw;

/** Hours beside a loss belong to it if this share of their sales explains their count better than all of them, … */
const EDGE_FACTOR = 0.55;
/** … by this log likelihood ratio. */
const EDGE_EVIDENCE = 4;
/** A slow decay may have begun so many hours before it shows. */
const MOST_EDGE_HOURS = 6;
/** Losses with so few good hours between them are one that comes and goes. */
const GOOD_HOURS_BETWEEN = 1;

/** Losses grown over their edges and joined where they flap; strongest first. Spikes and levels are left as they are. */
export function wholeIncidents(cores: readonly Candidate[], today: Float64Array, lawOf: LawOf): Candidate[] {
  const grown = cores.map((core) => (isLoss(core) ? grownOverEdges(core, cores, today, lawOf) : core));
  const inOrder = grown.toSorted((a, b) => a.startHour - b.startHour);
  const joined: Candidate[] = [];
  for (const next of inOrder) {
    const last = joined.at(-1);
    const isSame = last && isLoss(last) && isLoss(next) && next.startHour - last.endHour - 1 <= GOOD_HOURS_BETWEEN;
    if (last && isSame) joined[joined.length - 1] = union(last, next);
    else joined.push(next);
  }
  return joined.sort((a, b) => b.score - a.score || a.startHour - b.startHour);
}

function isLoss({ happening }: Candidate): boolean {
  return happening === 'outage' || happening === 'drop';
}

function union(a: Candidate, b: Candidate): Candidate {
  const stronger = a.score >= b.score ? a : b;
  return { ...stronger, startHour: Math.min(a.startHour, b.startHour), endHour: Math.max(a.endHour, b.endHour) };
}

function grownOverEdges(core: Candidate, cores: readonly Candidate[], today: Float64Array, lawOf: LawOf): Candidate {
  const isFree = (hour: number) => cores.every((other) => hour < other.startHour || hour > other.endHour);
  const isKnown = (hour: number) => hour >= 0 && hour < HOURS_A_DAY && !Number.isNaN(today[hour]!);
  const edgeHours = (step: 1 | -1, from: number) => {
    let best = { hours: 0, evidence: EDGE_EVIDENCE };
    for (let hours = 1; hours <= MOST_EDGE_HOURS; hours++) {
      const outermost = from + step * hours;
      if (!isKnown(outermost) || !isFree(outermost)) break;
      const edge = step < 0 ? hoursFrom(outermost, from - 1) : hoursFrom(from + 1, outermost);
      const law = lawOf(edge, [...edge, ...hoursFrom(core.startHour, core.endHour)]);
      const count = edge.reduce((sum, hour) => sum + today[hour]!, 0);
      const evidence = logProbability(count, { ...law, mean: EDGE_FACTOR * law.mean }) - logProbability(count, law);
      if (evidence > best.evidence) best = { hours, evidence };
    }
    return best.hours;
  };
  const startHour = core.startHour - edgeHours(-1, core.startHour);
  return { ...core, startHour, endHour: core.endHour + edgeHours(1, core.endHour) };
}

/** `start` to `end`, both inclusive. */
export function hoursFrom(start: number, end: number): number[] {
  return Array.from({ length: end - start + 1 }, (_, i) => start + i);
}
