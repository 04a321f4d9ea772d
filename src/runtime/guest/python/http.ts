/** Status, reason, header lines and body of a response, as network.py reads them. */
type Answer = readonly [status: number, reason: string, headers: string, body: Uint8Array];

/**
 * Sends one HTTP request and blocks until its answer is here: Python's `urlopen` is synchronous, and so is an
 * XMLHttpRequest in a Worker if one asks for it. Undefined (Python's None): no
 * answer came, and the browser does not say why.
 */
export function sendRequest(method: string, url: string, headers: Iterable<Iterable<string>>, body: unknown): Answer | undefined {
  const request = new XMLHttpRequest();
  try {
    request.open(method, url, false);
    request.responseType = "arraybuffer";
    for (const [name = "", value = ""] of [...headers].map((pair) => [...pair])) request.setRequestHeader(name, value);
    request.send(bytesOf(body));
  } catch {
    return undefined;
  }
  const content = request.response instanceof ArrayBuffer ? new Uint8Array(request.response) : new Uint8Array(0);
  return [request.status, request.statusText, request.getAllResponseHeaders(), content];
}

/** Python hands `bytes` over as a proxy that must be read. */
function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | null {
  if (body === null || body === undefined) return null;
  const { toJs } = body as { toJs?: () => Uint8Array };
  return toJs === undefined ? null : new Uint8Array((body as { toJs(): Uint8Array }).toJs());
}
