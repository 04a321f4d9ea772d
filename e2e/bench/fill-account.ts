import type { Page } from "@playwright/test";

/** An empty page of the site: its storage without its cloud. */
const BARE = "bare.html";

/** Rows to add: copies of a row that is there. `$N` in a text of the copy is the number of the copy, 6 digits. */
export interface Copies {
  readonly table: string;
  /** The row whose copies are wanted, in the account that the console works in; absent: the table's first. */
  readonly key?: string;
  readonly from: number;
  readonly to: number;
  /** What differs from the row that is copied. The text `$#` alone is the number of the copy as a number. */
  readonly newKey: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Adds rows to what the browser keeps of an account, without its cloud: ten thousand functions take a second so, and more than
 * a minute through the API. Leaves the page empty; open the site afterwards.
 */
export async function fillAccount(page: Page, site: string, copies: readonly Copies[]): Promise<void> {
  const address = new URL(BARE, site).href;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>bare</title>" }));
  await page.goto(address);
  await page.evaluate(async (wanted) => {
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB failed")));
      });
    const database = await done(indexedDB.open("lambdarium"));
    const transaction = database.transaction("rows", "readwrite");
    const rows = transaction.objectStore("rows");
    const scope = "123456789012/us-east-1";
    for (const { table, key, from, to, newKey, value } of wanted) {
      const range = key === undefined ? IDBKeyRange.bound([scope, table], [scope, table, []]) : IDBKeyRange.only([scope, table, key]);
      const row = (await done(rows.get(range))) as { value: object };
      const text = JSON.stringify(value);
      for (let n = from; n < to; n++) {
        const number = String(n).padStart(6, "0");
        rows.put({ scope, table, key: newKey.replaceAll("$N", number), value: { ...row.value, ...(JSON.parse(text.replaceAll("$N", number).replaceAll('"$#"', String(n))) as object) } });
      }
    }
    await new Promise((resolve, reject) => {
      transaction.addEventListener("complete", resolve);
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("aborted")));
    });
    database.close();
  }, copies);
}
