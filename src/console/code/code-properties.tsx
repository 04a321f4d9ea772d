import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { Copyable } from "../shared/copy.tsx";
import { absoluteTime } from "../shared/times.ts";

/** The panel *Code properties*: what is deployed, by size and hash. */
export function CodeProperties({ configuration = {} }: { configuration: FunctionConfiguration | undefined }) {
  const { CodeSize, CodeSha256, LastModified } = configuration;
  return (
    <Container header={<Header variant="h2">Code properties</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Package size", value: CodeSize === undefined ? "-" : packageSize(CodeSize) },
          { label: "SHA256 hash", value: CodeSha256 === undefined ? "-" : <Copyable text={CodeSha256} what="SHA256 hash" /> },
          { label: "Last modified", value: absoluteTime(LastModified) },
        ]}
      />
    </Container>
  );
}

/** `299 bytes`, `1.2 kB`, `3.4 MB`; Lambda counts 1,024 bytes to the kB. */
export function packageSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
