// Measuring fairly: rivals take turns, so that what else the machine does falls on all alike, and the middle one counts.

export interface Spent {
  /** Of all threads of this process, by the kernel's account: what others do on the machine hardly counts. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

export async function spent(work: () => unknown): Promise<Spent> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const wallMs = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000, wallMs };
}

/** `rounds` results of each rival, in the order of `rivals`. */
export async function byTurns<T>(rounds: number, rivals: readonly (() => T | Promise<T>)[]): Promise<readonly T[][]> {
  const results = rivals.map((): T[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [which, rival] of rivals.entries()) results[which]?.push(await rival());
  }
  return results;
}

export function median<T>(results: readonly T[] | undefined, of: (result: T) => number): number {
  const sorted = (results ?? []).map(of).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
