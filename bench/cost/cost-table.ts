// The bill as a table: items, and the share of each part.
import { type CostItem, PARTS } from './monthly-cost.ts';

export function total(items: readonly CostItem[]): number {
  return items.reduce((sum, { usd }) => sum + usd, 0);
}

/** The share of each part, in the order of PARTS, that of nothing being 0. */
export function shares(items: readonly CostItem[]): readonly { readonly part: string; readonly share: number }[] {
  const all = total(items);
  return PARTS.map((part) => {
    const own = total(items.filter((item) => item.part === part));
    return { part, share: all === 0 ? 0 : own / all };
  });
}

/** A line for each item that costs anything, then the shares. */
export function costTable(items: readonly CostItem[]): string {
  const lines = items
    .filter(({ count }) => count > 0)
    .map(({ part, what, count, usd }) => {
      return `${part.padEnd(11)} ${what.padEnd(30)} ${amount(count).padStart(13)} ${dollars(usd).padStart(10)}`;
    });
  const parts = shares(items).map(({ part, share }) => `${part} ${Math.round(share * 100)} %`);
  return [...lines, `${'total'.padEnd(56)} ${dollars(total(items)).padStart(10)}`, `of which ${parts.join(', ')}`].join(
    '\n',
  );
}

export function dollars(usd: number): string {
  return usd.toFixed(2);
}

function amount(count: number): string {
  const digits = count < 100 && !Number.isInteger(count) ? 2 : 0;
  return count.toLocaleString('en-US', { maximumFractionDigits: digits });
}
