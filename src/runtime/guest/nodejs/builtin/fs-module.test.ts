import type * as nodeFs from "node:fs";
import { expect, test } from "vitest";
import type { GuestSpec } from "../../guest-protocol.ts";
import { TmpSender } from "../../tmp-sender.ts";
import { createFs } from "./fs-module.ts";

test("a file of the package that the function's user may not read is listed with its mode, and opening it is refused", async () => {
  const bytes = new TextEncoder().encode("x");
  const spec = {
    files: new Map([["data.txt", bytes], ["lib/none.txt", bytes], ["other.txt", bytes]]),
    unreadable: new Map([["data.txt", 0o600], ["lib/none.txt", 0]]),
    ephemeralStorageMb: 1, tmp: [],
  } as unknown as GuestSpec;
  const fs = createFs(spec, new TmpSender(() => undefined, () => 0, () => undefined)) as typeof nodeFs;
  for (const [path, mode] of [["/var/task/data.txt", 0o600], ["/var/task/lib/none.txt", 0]] as const) {
    const refused = { code: "EACCES", message: `EACCES: permission denied, open '${path}'` };
    expect(() => fs.readFileSync(path)).toThrow(expect.objectContaining(refused));
    await expect(fs.promises.readFile(path)).rejects.toMatchObject(refused);
    expect(fs.statSync(path).mode & 0o777).toBe(mode);
  }
  expect(fs.readdirSync("/var/task")).toEqual(["data.txt", "lib", "other.txt"]);
  expect(fs.readFileSync("/var/task/other.txt", "utf8")).toBe("x");
});
