import { expect, test } from "vitest";
import { SCHEMA_LISTS, schemaListSource } from "./schema-list.ts";

// To write the lists anew after an update of the SDK: npx vitest run src/aws-api/services -u
test.each(SCHEMA_LISTS)("$file names exactly the operations and errors that $clientPackage ships", async ({ file, clientPackage, only }) => {
  const client = (await import(clientPackage)) as Record<string, unknown>;
  await expect(schemaListSource(clientPackage, client, only)).toMatchFileSnapshot(file);
});
