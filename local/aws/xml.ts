// The little XML that S3 and SNS speak: written from nested values, read into a tree of elements.

/** Text, elements in order, or the same element several times (array). `undefined` elements are left out. */
export type XmlContent = string | number | boolean | XmlElements | readonly XmlContent[] | undefined;
export interface XmlElements {
  readonly [name: string]: XmlContent;
}

/** A document with one root element; `namespace` becomes its `xmlns`. */
export function xmlDocument(root: string, namespace: string | null, content: XmlElements): string {
  const xmlns = namespace === null ? '' : ` xmlns="${escapeText(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${xmlns}>${elements(content)}</${root}>`;
}

function elements(content: XmlElements): string {
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((item) => element(name, item)).join('');
  const inner = typeof content === 'object' ? elements(content as XmlElements) : escapeText(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** Control characters become references, as S3 does it; XML 1.0 forbids most of them, hence `encoding-type=url`. */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\p{Cc}/gu, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

export interface XmlNode {
  readonly name: string;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/**
 * The root element of `xml`: elements and text; attributes are skipped.
 *
 * @throws SyntaxError where tags don't match or entities are unknown
 */
export function parseXml(xml: string): XmlNode {
  const top = { name: '', children: [] as XmlNode[], text: '' };
  const open = [top];
  for (const [, closing, name = '', selfClosing, text] of xml.matchAll(
    /<(?:[?!][^>]*|(\/?)([^\s/>]+)[^>]*?(\/?))>|([^<]+)/g,
  )) {
    const current = open.at(-1) ?? top;
    if (text !== undefined) current.text += unescapeText(text);
    else if (closing) {
      if (current.name !== name || open.length === 1) throw new SyntaxError(`unexpected </${name}>`);
      open.pop();
    } else if (name) {
      const child = { name, children: [], text: '' };
      current.children.push(child);
      if (!selfClosing) open.push(child);
    }
  }
  const root = top.children[0];
  if (open.length !== 1 || !root || top.children.length !== 1) throw new SyntaxError('not one complete element');
  return root;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeText(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, entity: string) => {
    if (/^#x/i.test(entity)) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
    if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
    const character = ENTITIES[entity];
    if (character === undefined) throw new SyntaxError(`unknown entity &${entity};`);
    return character;
  });
}

/** The text of the first child element called `name`. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}
