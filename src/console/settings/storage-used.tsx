import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useEffect, useState } from "react";
import { flash } from "../shared/flash.tsx";
import { megabytes } from "../shared/megabytes.ts";

interface StorageFacts {
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  readonly persisted: boolean;
}

/** How much of this browser's storage the page takes, and whether the browser may clear it by itself. */
export function StorageUsed() {
  const [facts, setFacts] = useState<StorageFacts | "unknown">();
  useEffect(() => {
    let current = true;
    readFacts().then(
      (read) => current && setFacts(read),
      () => current && setFacts("unknown"),
    );
    return () => void (current = false);
  }, []);

  const askToKeep = async () => {
    const granted = await navigator.storage.persist().catch(() => false);
    if (granted) flash.success("The browser keeps the account until you clear it yourself.");
    else flash.info("The browser did not promise it. It mostly does once a page is bookmarked, installed or used often.");
    setFacts(await readFacts().catch(() => "unknown" as const));
  };

  return (
    <Container header={<Header variant="h2" description="Everything is kept in this browser and nowhere else: another browser or computer has an account of its own.">Storage</Header>}>
      {facts === undefined ? (
        <Box>Measuring…</Box>
      ) : facts === "unknown" ? (
        <Box>This browser does not tell how much is used.</Box>
      ) : (
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Used by this page", value: facts.usage === undefined ? "-" : megabytes(facts.usage) },
            { label: "Granted by the browser", value: facts.quota === undefined ? "-" : megabytes(facts.quota) },
            {
              label: "When the disk gets full",
              value: facts.persisted ? "Kept until you clear it" : <>The browser may clear it <Button variant="inline-link" onClick={() => void askToKeep()}>Ask it to keep everything</Button></>,
            },
          ]}
        />
      )}
    </Container>
  );
}

async function readFacts(): Promise<StorageFacts> {
  const [{ usage, quota }, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
  return { usage, quota, persisted };
}
