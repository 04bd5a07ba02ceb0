// How many bytes of the heap a clean file takes, warm. Run with a young generation so large that nothing is collected
// meanwhile, and without the optimising compiler, which leaves out allocations when it gets to it: that depends on time.

import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { checkoutFiles, type DayFile } from './clean-files.ts';
import { memoryWorld } from './memory-world.ts';

export interface Allocations {
  readonly files: number;
  readonly bytesAFile: number;
}

const FILES = 5;
/** Days that its record has learned from by then. */
const DAYS_BEFORE = 10;

measured().then((found) => console.log(JSON.stringify(found)));

async function measured(): Promise<Allocations> {
  const [checkout] = checkoutFiles(1);
  const { handle } = memoryWorld();
  for (const file of checkout?.before.slice(-DAYS_BEFORE) ?? []) await handle(file);

  const measured = (checkout?.after ?? []).filter(({ isClean }) => isClean).slice(0, FILES);
  globalThis.gc?.();
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  await setImmediate();
  observer.observe({ entryTypes: ['gc'] });

  const { heapUsed: before } = process.memoryUsage();
  let alerts = 0;
  for (const file of measured as readonly DayFile[]) alerts += await handle(file);
  const { heapUsed: after } = process.memoryUsage();
  await setImmediate();
  collections += observer.takeRecords().length;
  if (collections > 0)
    throw new Error(`the heap was collected ${collections} times: the young generation is too small`);
  if (alerts > 0) throw new Error(`${alerts} alerts: these files are not clean`);
  return { files: measured.length, bytesAFile: Math.round((after - before) / measured.length) };
}
