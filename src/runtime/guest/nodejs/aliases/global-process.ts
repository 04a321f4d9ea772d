/** What a package gets that imports `process`: the environment's own, whenever it is used. */
const current = (): Record<PropertyKey, unknown> => (globalThis as unknown as { process: Record<PropertyKey, unknown> }).process;

const process: unknown = new Proxy(
  {},
  {
    get: (_target, key) => current()[key],
    has: (_target, key) => key in current(),
  },
);

export default process;
