import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { splitOf, splitSentence } from "../shared/alias-split.ts";
import { navigate } from "../shared/navigation.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { DeleteAliasDialog } from "./delete-alias-dialog.tsx";
import { PointAliasDialog } from "./point-alias-dialog.tsx";
import { ProvisionedMove } from "./provisioned-move.tsx";

/** What is configured: the versions behind an alias with their shares, and the ways to end a shift of traffic. */
export function AliasWeights({ name, alias }: { name: string; alias: AliasConfiguration }) {
  const aliasName = alias.Name ?? "";
  const split = splitOf(alias);
  const [main, additional] = split;
  const [deleting, setDeleting] = useState(false);
  // The target outlives the dialog's closing, so that its words do not change while it fades.
  const [target, setTarget] = useState("");
  const [pointing, setPointing] = useState(false);
  const point = (version: string) => (setTarget(version), setPointing(true));

  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setDeleting(true)}>Delete alias</Button>
              <Button href={href({ page: "edit-alias", name, alias: aliasName })}>Edit alias</Button>
            </SpaceBetween>
          }
        >
          Configured weights
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Box>{splitSentence(split)}</Box>
        <ProvisionedMove name={name} alias={alias} />
        {main && additional && (
          <Alert
            type="info"
            header={additional.share === 1 ? `Version ${main.version} is still the alias's own version` : `Traffic is being shifted to version ${additional.version}`}
          >
            <SpaceBetween size="s">
              <div>
                {additional.share === 1
                  ? `All invocations go to version ${additional.version}, yet the alias names version ${main.version} and carries a weight. The documented end of a shift is to name version ${additional.version} and clear the weights.`
                  : `When version ${additional.version} has proved itself, name it as the alias's own and clear the weights. If it has not, clear the weights and version ${main.version} serves everything again.`}
              </div>
              <SpaceBetween direction="horizontal" size="xs">
                <Button onClick={() => point(additional.version)}>{`Point ${aliasName} at version ${additional.version} and clear the weights`}</Button>
                <Button onClick={() => point(main.version)}>{`Take it back: all to version ${main.version}`}</Button>
              </SpaceBetween>
            </SpaceBetween>
          </Alert>
        )}
      </SpaceBetween>
      <PointAliasDialog name={name} alias={alias} version={target} visible={pointing} onDismiss={() => setPointing(false)} />
      <DeleteAliasDialog
        name={name}
        alias={aliasName}
        visible={deleting}
        onDismiss={() => setDeleting(false)}
        onDeleted={() => navigate(functionRoute(name, { tab: "aliases" }))}
      />
    </Container>
  );
}
