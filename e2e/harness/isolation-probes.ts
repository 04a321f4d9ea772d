/** What a hostile JavaScript handler tries, as source text: for the runtime alone, and for the whole product in other browsers. */

/** Each must fail. `SITE` is the console's origin. */
export const PROBES: Readonly<Record<string, string>> = {
  "IndexedDB": "new Promise((resolve, reject) => { const r = indexedDB.open('x'); r.onsuccess = resolve; r.onerror = () => reject(r.error); })",
  "Cache storage": "caches.open('lambdarium-guests')",
  "origin private file system": "navigator.storage.getDirectory()",
  "Web Locks": "navigator.locks.request('lambdarium', () => 1)",
  "localStorage": "localStorage.getItem('console-secret')",
  "sessionStorage": "sessionStorage.length",
  "cookies": "document.cookie",
  "cookie store": "cookieStore.getAll()",
  "the page": "parent.document.title",
  "the opener": "opener.document.title",
  "fetch from the console's origin": "fetch(SITE)",
  "fetch without CORS": "fetch(SITE, { mode: 'no-cors' })",
  "fetch from elsewhere": "fetch('http://127.0.0.1:9/')",
  "fetch of a data: URL": "fetch('data:text/plain,x')",
  "XMLHttpRequest": "new Promise((resolve, reject) => { const x = new XMLHttpRequest(); x.open('GET', SITE); x.onload = resolve; x.onerror = reject; x.send(); })",
  "synchronous XMLHttpRequest": "(() => { const x = new XMLHttpRequest(); x.open('GET', SITE, false); x.send(); })()",
  "WebSocket": "new Promise((resolve, reject) => { const s = new WebSocket(SITE.replace('http', 'ws')); s.onopen = resolve; s.onerror = reject; })",
  "EventSource": "new Promise((resolve, reject) => { const s = new EventSource(SITE); s.onopen = resolve; s.onerror = reject; })",
  "WebTransport": "(() => { const transport = new WebTransport('https://127.0.0.1:9/'); transport.closed.catch(() => {}); return transport.ready; })()",
  "WebRTC": "new RTCPeerConnection()",
  "import() of the console's code": "(0, eval)(\"import('\" + SITE + \"runtime.ts')\")",
  "importScripts": "importScripts(SITE + 'runtime.ts')",
  "SharedWorker": "new SharedWorker(SITE + 'runtime.ts')",
  "a Worker of the console's origin": "new Worker(SITE + 'runtime.ts')",
  "a Worker of its own": "new Worker('data:text/javascript,')",
  "service workers": "navigator.serviceWorker.register('/sw.js')",
  "sendBeacon": "navigator.sendBeacon(SITE)",
  "a message to the frame": "postMessage('x')",
};

/** A module whose handler tries them all and answers `{ reached, probes, origin }`. */
export const prober = (site: string, network: boolean): string => `
  const SITE = ${JSON.stringify(site)};
  const silence = () => new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), 2000));
  const probes = { ${Object.entries(PROBES)
    .filter(([name]) => !network || !name.startsWith("fetch"))
    .map(([name, code]) => `${JSON.stringify(name)}: () => ${code}`)
    .join(",\n")} };
  export const handler = async () => {
    const reached = [];
    for (const [name, probe] of Object.entries(probes)) try { await Promise.race([probe(), silence()]); reached.push(name); } catch {}
    return { reached, probes: Object.keys(probes).length, origin: self.origin };
  };`;

/** Answers what it heard on the console's channel name while it waited, and whether it sees `the-secret` anywhere. */
export const LISTENER = `const heard = []; new BroadcastChannel("lambdarium").onmessage = ({ data }) => heard.push(data);
    export const handler = async () => { await new Promise((done) => setTimeout(done, 400)); return { heard, seen: JSON.stringify([process.env, Object.keys(globalThis)]).includes("the-secret") }; };`;

/** Says `process.env.SECRET` on that channel. */
export const SPEAKER = `const channel = new BroadcastChannel("lambdarium");
    export const handler = async () => { for (let n = 0; n < 20; n += 1) { channel.postMessage(process.env.SECRET); await new Promise((done) => setTimeout(done, 10)); } };`;
