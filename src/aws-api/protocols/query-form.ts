import { WireFormatError } from "./protocol.ts";

/** A form as a tree: in `A.B.1=x`, the text of the child `1` of the child `B` of the child `A`. */
export interface FormNode {
  /** Its whole name, for messages. */
  readonly place: string;
  readonly text?: string;
  readonly children: ReadonlyMap<string, FormNode>;
}

interface GrowingNode {
  readonly place: string;
  text?: string;
  readonly children: Map<string, GrowingNode>;
}

/** Parameters at most: a request of 1 MB holds about as many. */
const MAX_PARAMETERS = 50_000;
/** Deeper names are no operation's. */
const MAX_DEPTH = 32;

const decoder = new TextDecoder();

/** The pairs of a call that is in the query protocol's form: of its body, or of its address in a GET; `undefined`: it is in no such form. */
export function formPairs(call: { readonly method: string; readonly headers: ReadonlyMap<string, string>; readonly query: URLSearchParams; readonly body: Uint8Array }): URLSearchParams | undefined {
  if ((call.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded") && call.body.byteLength > 0) return new URLSearchParams(decoder.decode(call.body));
  return call.query.has("Action") ? call.query : undefined;
}

/** Arranges a form's pairs. Throws {@link WireFormatError}: a parameter that comes twice, or too many of them. */
export function formTree(pairs: Iterable<readonly [string, string]>): FormNode {
  const root: GrowingNode = { place: "", children: new Map() };
  let count = 0;
  for (const [name, text] of pairs) {
    if (++count > MAX_PARAMETERS) throw new WireFormatError(`A request can have at most ${MAX_PARAMETERS} parameters.`);
    const parts = name.split(".", MAX_DEPTH + 1);
    if (parts.length > MAX_DEPTH) throw new WireFormatError(`A parameter's name can have at most ${MAX_DEPTH} parts.`);
    let node = root;
    for (const part of parts) {
      let child = node.children.get(part);
      if (!child) node.children.set(part, (child = { place: node === root ? part : `${node.place}.${part}`, children: new Map() }));
      node = child;
    }
    if (node.text !== undefined) throw new WireFormatError(`The parameter ${name} is given more than once.`);
    node.text = text;
  }
  return root;
}
