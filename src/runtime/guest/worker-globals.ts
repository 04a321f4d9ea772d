/** Takes a global away for good, wherever on the prototype chain it lives. */
function hideGlobal(name: string): void {
  for (let owner: object | null = globalThis; owner !== null; owner = Object.getPrototypeOf(owner) as object | null)
    Reflect.deleteProperty(owner, name);
}

/**
 * Takes away what only a browser's Worker has: Node.js and Python have no such globals. A Worker that cannot be constructed cannot be multiplied
 * without end, and what is never posted to the frame is no message of a gigabyte that all other environments wait for. Only
 * WebKit has Cache Storage in an opaque origin, and in Chromium 147 (no longer in 156) environments hear each other on a BroadcastChannel.
 */
export function hideWorkerGlobals(): void {
  for (const name of ["Worker", "close", "importScripts", "postMessage", "caches", "BroadcastChannel"]) hideGlobal(name);
}
