import { WireFormatError } from "./protocol.ts";

/** An XML element: what the AWS protocols use of XML, and nothing else. Names have no namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text between its children. */
  readonly text: string;
}

const MAX_DEPTH = 64;
const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?][^\s/>]*)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Reads a document. Workers have no DOMParser. Declarations of types and entities are refused, and so is deep nesting. */
export function parseXml(source: string): XmlElement {
  const root: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open: OpenElement[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source);
    if (!token) throw malformedXml();
    const [, cdata, closing, name, attributes, empty, text] = token;
    const top = open.at(-1)!;
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += unescaped(text);
    else if (closing !== undefined) {
      if (top === root || top.name !== localName(closing)) throw malformedXml();
      open.pop();
    } else if (name !== undefined) {
      const element: OpenElement = { name: localName(name), attributes: attributesIn(attributes ?? ""), children: [], text: "" };
      top.children.push(element);
      if (empty === "") open.push(element);
      if (open.length > MAX_DEPTH) throw malformedXml();
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "") throw malformedXml();
  return root.children[0]!;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributesIn(text: string): Record<string, string> {
  return Object.fromEntries(Array.from(text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g), (match) => [match[1]!, unescaped(match[2] ?? match[3] ?? "")]));
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** S3's error for a body that is no XML, or not the one that the operation takes. */
export function malformedXml(): WireFormatError {
  return new WireFormatError("The XML you provided was not well-formed or did not validate against our published schema", "MalformedXML");
}
