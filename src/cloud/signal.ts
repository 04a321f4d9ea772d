/** A list of listeners. `listen` returns the way to stop. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  listen(listener: (value: T) => void): () => void {
    // A wrapper a call: the same function may listen twice and stop once.
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}

/** A value that listeners follow. The value's identity changes only when it is set. */
export class Watched<T> extends Signal<T> {
  #value: T;

  constructor(value: T) {
    super();
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.emit(value);
  }
}
