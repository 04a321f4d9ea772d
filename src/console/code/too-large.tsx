import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import { packageSize } from "./code-properties.tsx";

/** In place of the editor for packages over AWS's 3 MB. */
export function TooLarge({ func }: { func: GetFunctionCommandOutput }) {
  return (
    <Box padding="l">
      <Alert type="info" header="The package is too large for the editor">
        The editor shows packages of up to 3 MB, at AWS as here; this one has {packageSize(func.Configuration?.CodeSize ?? 0)}. The function runs all the same. Download the code from the menu Actions, and bring changes back with <i>Upload from &gt; .zip file</i>.
      </Alert>
    </Box>
  );
}
