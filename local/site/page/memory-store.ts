// The records bucket, in the memory of a page: the same conditional writes, by the same rules.
import type { ListedStore, StoredText, WriteCondition, WriteResult } from '../../../lambda/record/object-store.ts';

export interface MemoryStore extends ListedStore {
  /** Texts whose places begin with `prefix`. */
  textsBelow(prefix: string): readonly { readonly place: string; readonly text: string }[];
}

export function memoryStore(): MemoryStore {
  const stored = new Map<string, StoredText>();
  let writes = 0;
  const below = (prefix: string) => [...stored.keys()].filter((place) => place.startsWith(prefix)).sort();
  return {
    get: async (place) => stored.get(place) ?? null,
    async put(place: string, text: string, condition: WriteCondition): Promise<WriteResult> {
      const known = stored.get(place);
      if (condition.when === 'absent' && known) return { outcome: 'conflict' };
      if (condition.when === 'etag' && known?.etag !== condition.etag) return { outcome: 'conflict' };
      const etag = `"${++writes}"`;
      stored.set(place, { text, etag });
      return { outcome: 'written', etag };
    },
    placesAfter: async (prefix, startAfter) => below(prefix).filter((place) => place > startAfter),
    textsBelow: (prefix) => below(prefix).map((place) => ({ place, text: stored.get(place)?.text ?? '' })),
  };
}
