import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { RUNTIMES } from "#services/lambda/configuration/runtimes.ts";
import { href } from "../shared/routes.ts";

/** The panel *Runtime settings*: runtime, handler, architecture. */
export function RuntimeSettings({ name, configuration = {}, editable }: { name: string; configuration: FunctionConfiguration | undefined; editable: boolean }) {
  const { Runtime, Handler, Architectures } = configuration;
  return (
    <Container
      header={
        <Header variant="h2" actions={editable ? <Button href={href({ page: "edit-function", name, form: "runtime" })} ariaLabel="Edit runtime settings">Edit</Button> : undefined}>
          Runtime settings
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Runtime", value: RUNTIMES.find(({ id }) => id === Runtime)?.label ?? Runtime ?? "-" },
          { label: "Handler", value: Handler ?? "-" },
          { label: "Architecture", value: Architectures?.join(", ") ?? "-" },
        ]}
      />
    </Container>
  );
}
