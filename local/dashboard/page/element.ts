// Building the page: elements from plain calls. Text is always text: nothing that comes from a file is ever parsed as markup.

type Child = Node | string | null | false;

export interface Attributes {
  readonly [name: string]: string | boolean | ((event: Event) => void) | null | undefined;
}

/** A function is a listener named by its attribute (`click`), `true` an attribute without value, null and false none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Shows `children` in `parent` instead of what is there; whatever had the focus keeps it, known by its id. */
export function show(parent: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement?.id;
  parent.replaceChildren(...children.filter((child) => child !== null && child !== false));
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

/** A chart of ours as an element. Parsed apart from the page, where no script runs and nothing is fetched. */
export function chartElement(source: string): Element {
  const chart = new DOMParser().parseFromString(source, 'text/html').querySelector('svg');
  if (!chart) throw new TypeError('a chart is no SVG');
  return document.importNode(chart, true);
}

/** Hands a file to whoever looks at the page. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
