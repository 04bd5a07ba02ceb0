// Which checkout and day is shown: kept in the address, so that it can be sent to a colleague and gone back to.
import type { CheckoutOnPage, Overview } from '../overview.ts';
import { h } from './element.ts';
import type { PageWords } from './words.ts';

export interface Selection {
  readonly checkout: string;
  readonly date: string;
}

/** What the address asks for, as far as it is on record; else the day of what is worst, else the newest. */
export function selection({ checkouts, incidents }: Overview, hash: string): Selection | null {
  const [asked = '', askedDate = ''] = hash.replace(/^#/, '').split('/').map(decoded);
  const [first] = incidents.filter(({ severity }) => severity !== 'P5');
  const checkout =
    checkouts.find((known) => known.checkout === asked) ??
    checkouts.find((known) => known.checkout === first?.checkout && known.dates.length > 0) ??
    checkouts.find(({ dates }) => dates.length > 0);
  if (!checkout) return null;
  const fallback = first?.checkout === checkout.checkout && checkout.dates.includes(first.date) ? first.date : null;
  const date = checkout.dates.includes(askedDate) ? askedDate : (fallback ?? checkout.dates.at(-1));
  return date === undefined ? null : { checkout: checkout.checkout, date };
}

export function goTo({ checkout, date }: Selection): void {
  location.hash = `${encodeURIComponent(checkout)}/${date}`;
}

export function pickers({ checkouts }: Overview, chosen: Selection, words: PageWords): HTMLElement {
  const say = words.day;
  const current = checkouts.find(({ checkout }) => checkout === chosen.checkout);
  const dates = current?.dates ?? [];
  const at = dates.indexOf(chosen.date);
  const option = (value: string, label: string, isChosen: boolean) => h('option', { value, selected: isChosen }, label);
  const checkout = h(
    'select',
    { id: 'checkout', change: () => goTo({ checkout: checkout.value, date: '' }) },
    ...checkouts.map((one) => option(one.checkout, named(one), one === current)),
  );
  const date = h(
    'select',
    { id: 'date', change: () => goTo({ ...chosen, date: date.value }) },
    ...dates.map((one) => option(one, one, one === chosen.date)),
  );
  const step = (id: string, label: string, sign: string, to: string | undefined) =>
    h(
      'button',
      {
        id,
        type: 'button',
        'aria-label': label,
        title: label,
        disabled: to === undefined,
        click: () => to !== undefined && goTo({ ...chosen, date: to }),
      },
      sign,
    );
  return h(
    'p',
    { class: 'pickers' },
    h('span', {}, h('label', { for: 'checkout' }, say.checkout), checkout),
    h(
      'span',
      {},
      h('label', { for: 'date' }, say.date),
      step('earlier', say.earlier, '‹', dates[at - 1]),
      date,
      step('later', say.later, '›', dates[at + 1]),
    ),
  );
}

function named({ checkout, worst }: CheckoutOnPage): string {
  return worst === null || worst === 'P5' ? checkout : `${checkout} (${worst})`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
