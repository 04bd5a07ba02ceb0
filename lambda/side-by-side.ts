// Several pieces of work at once, without mixing up what belongs together.

/**
 * `work` on each item, at most `atOnce` at a time, those with the same key one after the other; the results come in the
 * order of the items. Reads ahead no further than `atOnce` items.
 *
 * @throws what `items` or the first failing `work` throws; work that is under way then goes on to its end
 */
export async function* sideBySide<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  keyOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const underWay: Promise<readonly [T, R]>[] = [];
  const lastOfKey = new Map<string, Promise<unknown>>();
  for await (const item of items) {
    const key = keyOf(item);
    const before = lastOfKey.get(key) ?? Promise.resolve();
    const task = before.then(async () => [item, await work(item)] as const);
    const settled: Promise<void> = task.then(
      () => forget(lastOfKey, key, settled),
      () => forget(lastOfKey, key, settled),
    );
    lastOfKey.set(key, settled);
    underWay.push(task);
    const next = underWay.length >= atOnce ? underWay.shift() : undefined;
    if (next) yield await next;
  }
  for (const task of underWay) yield await task;
}

function forget(lastOfKey: Map<string, Promise<unknown>>, key: string, settled: Promise<unknown>): void {
  if (lastOfKey.get(key) === settled) lastOfKey.delete(key);
}
