import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCloud } from "../aws/cloud-context.tsx";
import type { ApiFailure } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { functionTitle } from "./function-page-words.tsx";

interface FunctionMissingProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly error: ApiFailure;
  readonly onRetry: () => void;
}

/** In place of a function's page: there is none, or it could not be read. */
export function FunctionMissing({ name, qualifier, error, onRetry }: FunctionMissingProps) {
  const { region } = useCloud();
  const title = functionTitle(name, qualifier);
  if (error.name !== "ResourceNotFoundException") return <ApiErrorAlert header={`${title} could not be loaded`} error={error} onRetry={onRetry} />;
  return (
    <SpaceBetween size="m">
      <Header variant="h1">There is no {title} in {region}</Header>
      <Box>
        {qualifier.kind === "latest"
          ? "It was deleted, never created, or lives in another Region (see the top of the page)."
          : `The function may still exist: look for the ${qualifier.kind} on its own page.`}
      </Box>
      <Box color="text-body-secondary">
        <Box variant="code">{error.name}</Box>: {error.message}
      </Box>
      <SpaceBetween direction="horizontal" size="xs">
        {qualifier.kind !== "latest" && (
          <Button href={href(functionRoute(name, { tab: qualifier.kind === "version" ? "versions" : "aliases" }))}>Go to {name}</Button>
        )}
        <Button href={href({ page: "functions" })}>Go to the list of functions</Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
