/** The baseline of Python's cold start: Pyodide loaded as its documentation shows, one handler, one event. */
interface Pyodide {
  runPython(code: string): (event: string) => string;
}

const address = new URL("/pyodide/", self.location.origin).href;

onmessage = async ({ data }: MessageEvent<string>) => {
  const { loadPyodide } = (await import(/* @vite-ignore */ `${address}pyodide.mjs`)) as { readonly loadPyodide: (options: { indexURL: string }) => Promise<Pyodide> };
  const pyodide = await loadPyodide({ indexURL: address });
  const invoke = pyodide.runPython("import json\ndef handler(event, context):\n    return event\nlambda text: json.dumps(handler(json.loads(text), None))");
  postMessage(invoke(data));
};
