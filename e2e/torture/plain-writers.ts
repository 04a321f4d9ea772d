/** Any value as a form or as XML, with no regard to what its schema says about names: near enough to be read, and often wrong. */

const leaf = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value instanceof Date ? value.toISOString() : String(value));
const isLeaf = (value: unknown): boolean => value === null || typeof value !== "object" || value instanceof Uint8Array || value instanceof Date;
const entries = (value: unknown): [string, unknown][] => (isLeaf(value) ? [] : Object.entries(value as object).filter(([, part]) => part !== undefined));

/** A form of the query protocol. */
export function formOf(action: string, version: string, value: unknown): string {
  const pairs: [string, string][] = [["Action", action], ["Version", version]];
  const add = (place: string, part: unknown): void => {
    if (isLeaf(part)) pairs.push([place, leaf(part)]);
    else if (Array.isArray(part)) for (const [at, element] of part.entries()) add(`${place}.member.${at + 1}`, element);
    else for (const [name, member] of entries(part)) add(`${place}.${name}`, member);
  };
  for (const [name, member] of entries(value)) add(name, member);
  return new URLSearchParams(pairs).toString();
}

/** An XML document. */
export function xmlOf(root: string, value: unknown): string {
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const element = (name: string, part: unknown): string => {
    if (Array.isArray(part)) return part.map((one) => element(name, one)).join("");
    const inside = isLeaf(part) ? escaped(leaf(part)) : entries(part).map(([below, member]) => element(below, member)).join("");
    return `<${name}>${inside}</${name}>`;
  };
  return `<?xml version="1.0"?>${element(root, value)}`;
}
