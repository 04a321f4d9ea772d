/**
 * The document of the sandboxed frame, as a file of the site. It is no `srcdoc`: such a frame inherits the policy of the page around
 * it, so that the page itself would have to allow `eval` and, for the network switch, every address.
 */

/**
 * What the frame and its Workers may do. The page opens it without `allow-same-origin`, so that its origin is opaque and storage,
 * cookies and the page are out of reach. `connect-src` is the network switch, and the only difference between the two.
 * `unsafe-eval`: Node.js has `eval`, `require` must compile synchronously, and code in here is the learner's anyway.
 */
export function framePolicy(network: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
    "worker-src data: blob:",
    `connect-src ${network ? "http: https:" : "'none'"}`,
  ].join("; ");
}

/** @param script the frame's own script (`guest/frame.ts`, bundled); the one `<script>` of the document */
export function frameDocument(script: string, network: boolean): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${framePolicy(network)}"><script>${script.replaceAll("</script", "<\\/script")}</script>`;
}
