/** Memory that the copies of all environments' `/tmp` take together at most. */
export const TMP_BUDGET_BYTES = 256 * 1024 * 1024;

/** What several mirrors may take together. */
export class TmpBudget {
  #left: number;

  constructor(bytes: number = TMP_BUDGET_BYTES) {
    this.#left = bytes;
  }

  /** Takes so many bytes, or (of less than 0) gives them back; false where there are not as many. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}
