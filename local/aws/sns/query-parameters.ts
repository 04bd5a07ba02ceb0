// The query protocol's flat parameters, with their lists: `Name.entry.1.Key=…`.

export type Parameters = ReadonlyMap<string, string>;

export function formParameters(body: string): Parameters {
  return new Map(new URLSearchParams(body));
}

/** The items of a list, in order, each with what its parameters are called behind the number. */
export function listParameters(parameters: Parameters, list: string): readonly Parameters[] {
  const items = new Map<number, Map<string, string>>();
  for (const [name, value] of parameters) {
    if (!name.startsWith(`${list}.`)) continue;
    const [, index, rest] = /^(\d+)\.?(.*)$/.exec(name.slice(list.length + 1)) ?? [];
    if (index === undefined || rest === undefined) continue;
    const item = items.get(Number(index)) ?? new Map<string, string>();
    items.set(Number(index), item.set(rest, value));
  }
  return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
}
