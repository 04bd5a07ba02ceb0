// Many waits at once, but not too many.
import { sideBySide } from '../side-by-side.ts';

/** Calls under way at the same time: well under S3's 3,500 writes and 5,500 reads a second and prefix. */
const AT_ONCE = 20;

/** What `work` gives for each of `items`, in their order, a few at a time. */
export async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const onItem = ([, item]: readonly [number, T]) => work(item);
  for await (const [, result] of sideBySide(items.entries(), AT_ONCE, ([i]) => String(i), onItem)) results.push(result);
  return results;
}
