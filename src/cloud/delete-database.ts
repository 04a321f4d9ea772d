import { DATABASE_NAME } from "#storage/database-name.ts";

/** Deletes all that this browser keeps for the page. Rejects with a sentence when another tab holds it open. */
export function deleteAccountDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(new Error(`The browser could not delete its storage (${request.error?.name ?? "unknown error"}).`)));
    request.addEventListener("blocked", () => reject(new Error("Another tab of this page still uses the storage.")));
  });
}
