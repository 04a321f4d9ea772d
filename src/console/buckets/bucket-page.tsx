import { DeleteBucketCommand, DeleteObjectCommand, GetObjectCommand, type _Object } from "@aws-sdk/client-s3";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { megabytes } from "../shared/megabytes.ts";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { TypedConfirmation } from "../shared/typed-confirmation.tsx";
import { bucketHelp } from "./bucket-help.tsx";
import { Notifications } from "./notifications.tsx";
import { MAX_LISTED, useObjects, useVersioning, versioningText } from "./objects.ts";
import { Upload } from "./upload.tsx";

/** A bucket: upload, list, download and delete objects; who is told of them. */
export function BucketPage({ name }: { name: string }) {
  const objects = useObjects(name);
  const versioning = useVersioning(name);
  const [selected, setSelected] = useState<readonly _Object[]>([]);
  const [asking, setAsking] = useState(false);
  const remove = useAwsMutation("s3", async (client, keys: readonly string[]) => {
    for (const key of keys) await client.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
  });
  const download = useAwsMutation("s3", async (client, key: string) => {
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
    save(new Blob([((await Body?.transformToByteArray()) ?? new Uint8Array()) as Uint8Array<ArrayBuffer>], { type: ContentType ?? "" }), key.split("/").at(-1) || "object");
  });
  const removeBucket = useAwsMutation("s3", (client, _input: void) => client.send(new DeleteBucketCommand({ Bucket: name })));
  const rows = objects.data ?? [];
  const chosen = rows.filter(({ Key }) => selected.some((other) => other.Key === Key));
  const keys = chosen.map(({ Key = "" }) => Key);
  return (
    <Page title={`${name} | Buckets`} breadcrumbs={[{ text: "Buckets", href: href({ page: "buckets" }) }, { text: name, href: href({ page: "buckets", name }) }]} help={bucketHelp}>
      {objects.isLoadingError ? (
        <ApiErrorAlert header={`The bucket ${name} could not be loaded`} error={objects.error} onRetry={() => void objects.refetch()} />
      ) : (
        <SpaceBetween size="l">
          {objects.isRefetchError && <ApiErrorAlert header={`The objects of ${name} could not be read again`} error={objects.error} onRetry={() => void objects.refetch()} />}
          <Header variant="h1" actions={<Button onClick={() => setAsking(true)}>Delete bucket</Button>}>{name}</Header>
          <Upload bucket={name} />
          <Table
            items={rows}
            trackBy="Key"
            wrapLines
            loading={objects.isPending}
            loadingText="Loading objects"
            selectionType="multi"
            selectedItems={chosen}
            onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
            ariaLabels={{ tableLabel: `Objects in ${name}`, selectionGroupLabel: "Select objects", allItemsSelectionLabel: () => "Select all objects", itemSelectionLabel: (_, { Key = "" }) => `Select ${Key}` }}
            columnDefinitions={[
              { id: "key", header: "Key", isRowHeader: true, cell: ({ Key }) => Key },
              { id: "size", header: "Size", cell: ({ Size = 0 }) => (Size < 1024 ? `${Size} bytes` : megabytes(Size)) },
              { id: "modified", header: "Last modified", cell: ({ LastModified }) => absoluteTime(LastModified) },
              { id: "etag", header: "ETag", cell: ({ ETag = "" }) => ETag.replaceAll('"', "") },
            ]}
            empty={<Box textAlign="center" padding="s">The bucket is empty.</Box>}
            header={
              <Header
                variant="h2"
                description={versioningText(versioning.data?.status)}
                counter={objects.data ? `(${rows.length}${rows.length >= MAX_LISTED ? "+" : ""})` : ""}
                actions={
                  <SpaceBetween direction="horizontal" size="xs">
                    <Button iconName="refresh" ariaLabel="Refresh objects" onClick={() => void objects.refetch()} />
                    <Button
                      disabled={keys.length !== 1}
                      loading={download.isPending}
                      onClick={() => download.mutate(keys[0] ?? "", { onError: (error) => void flash.failure(`Downloading ${keys[0]} failed`, error) })}
                    >
                      Download
                    </Button>
                    <Button
                      disabled={keys.length === 0}
                      loading={remove.isPending}
                      onClick={() =>
                        remove.mutate(keys, {
                          onSuccess: () => {
                            setSelected([]);
                            flash.success(keys.length === 1 ? `Deleted ${keys[0]} from ${name}.` : `Deleted ${keys.length} objects from ${name}.`);
                          },
                          onError: (error) => void flash.failure(`Deleting objects from ${name} failed`, error),
                        })
                      }
                    >
                      Delete
                    </Button>
                  </SpaceBetween>
                }
              >
                Objects
              </Header>
            }
          />
          <Notifications bucket={name} />
        </SpaceBetween>
      )}
      <TypedConfirmation
        visible={asking}
        header={`Delete bucket ${name}`}
        phrase="delete"
        confirmLabel="Delete"
        busy={removeBucket.isPending}
        error={removeBucket.error}
        onDismiss={() => setAsking(false)}
        onConfirm={() =>
          removeBucket.mutate(undefined, {
            onSuccess: () => {
              flash.success(`Successfully deleted the bucket ${name}.`);
              navigate({ page: "buckets" });
            },
          })
        }
      >
        Only an empty bucket can be deleted: delete its objects first. Triggers that it feeds end with it.
      </TypedConfirmation>
    </Page>
  );
}

function save(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
