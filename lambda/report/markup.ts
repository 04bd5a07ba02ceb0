// HTML and SVG as text: what was written by somebody becomes markup only through here, so that it stays text.
import { escapedText } from '../notify/plain-text.ts';

declare const isMarkup: unique symbol;

/** Text that is safe to put into an HTML or SVG document. Only this file makes it. */
export type Markup = string & { readonly [isMarkup]: true };

/** An attribute that is `null` or `undefined` is left out. */
export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as it is to be read: unsafe characters as their code points, everything that HTML could take for markup escaped. */
export function written(text: string): Markup {
  return escapedText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) as Markup;
}

/**
 * An element, its attributes escaped; numbers in attributes are rounded to a tenth of a pixel, which nobody sees.
 *
 * @param name an element's name as the code has it, never one that comes from outside
 */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  const told = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [` ${key}="${typeof value === 'number' ? tenths(value) : written(value)}"`],
  );
  const start = `<${name}${told.join('')}`;
  if (children.length > 0 || !ENDINGS.has(name)) return `${start}>${children.join('')}</${name}>` as Markup;
  return `${start}${ENDINGS.get(name)}` as Markup;
}

/** How empty elements end: HTML's have no end tag (HTML standard, "Void elements"), SVG's shapes close themselves. */
const ENDINGS: ReadonlyMap<string, '>' | '/>'> = new Map([
  ['meta', '>'],
  ['input', '>'],
  ['path', '/>'],
  ['rect', '/>'],
  ['circle', '/>'],
]);

/** Several pieces, one after the other. */
export function together(pieces: readonly Markup[], separator: '' | '\n' = ''): Markup {
  return pieces.join(separator) as Markup;
}

export const NOTHING = '' as Markup;

/** A part of a page that its caller has made and answers for: forms, links. It is put in as it is. */
export function trusted(html: string): Markup {
  return html as Markup;
}

/** `12.3`: coordinates in tenths. */
export function tenths(length: number): string {
  return String(Math.round(length * 10) / 10);
}
