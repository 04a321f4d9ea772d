import { describe, expect, it } from "vitest";
import { emptyDisk, type MemoryDisk } from "#storage/memory-store.ts";
import { TestCloud } from "#testing/test-cloud.ts";

/** A disk with a row of a table of each name, as another build may have left them. */
function diskWith(...tables: string[]): MemoryDisk {
  const disk = emptyDisk();
  for (const table of tables) disk.rows.set(table, { scope: "123456789012/us-east-1", table, key: "a", value: { name: "a" } } as never);
  return disk;
}

describe("rows of tables that this build does not know", () => {
  it("are passed over when the cloud opens, whatever their name, and stay on the disk while it works", async () => {
    const unknown = ["lambda.tables-of-tomorrow", "constructor", "__proto__", ""];
    const disk = diskWith(...unknown);
    const cloud = await TestCloud.open({ disk });
    await cloud.createFunction("orders");
    await cloud.invoke("orders");
    await cloud.must("DeleteFunction", { FunctionName: "orders" });
    const again = await TestCloud.open({ disk });
    await again.createFunction("orders");
    expect([...disk.rows.values()].filter(({ table }) => unknown.includes(table))).toHaveLength(unknown.length);
    expect([...cloud.bugs, ...again.bugs]).toEqual([]);
  });

  it("are deleted with everything else when the account is reset", async () => {
    const disk = diskWith("lambda.tables-of-tomorrow");
    const cloud = await TestCloud.open({ disk });
    await cloud.plane.simulator.reset();
    expect(disk.rows.size).toBe(0);
  });
});
