// Many waits at once, but not too many.

/** Calls under way at the same time: well under S3's 3,500 writes and 5,500 reads a second and prefix. */
const AT_ONCE = 20;

/** What `work` gives for each of `items`, in their order, a few at a time. */
export async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}
