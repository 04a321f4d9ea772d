import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Page } from "./page.tsx";
import { href } from "./routes.ts";

/** For an address that no page answers to. */
export function NotFoundPage({ hash }: { hash: string }) {
  return (
    <Page title="Page not found" help={{ title: "Addresses", body: <p>Every page and tab of this console has an address of its own, which you can copy, bookmark and share.</p> }}>
      <SpaceBetween size="m">
        <Header variant="h1">There is no page at this address</Header>
        <Box>
          Nothing in this console answers to <Box variant="code">{hash}</Box>. The link may be cut short or from another version.
        </Box>
        <Button href={href({ page: "functions" })}>Go to the list of functions</Button>
      </SpaceBetween>
    </Page>
  );
}
