import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface OlderCodeDialogProps {
  readonly visible: boolean;
  readonly name: string;
  readonly onDismiss: () => void;
  readonly onTestDeployed: () => void;
  readonly onDeployAndTest: () => void;
}

/** Asks before a test runs older code than the editor shows. */
export function OlderCodeDialog({ visible, name, onDismiss, onTestDeployed, onDeployAndTest }: OlderCodeDialogProps) {
  return (
    <Modal
      visible={visible}
      header="Test the code that is deployed?"
      closeAriaLabel="Cancel the test"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button onClick={onTestDeployed}>Test deployed code</Button>
            <Button variant="primary" onClick={onDeployAndTest}>Deploy and test</Button>
          </SpaceBetween>
        </Box>
      }
    >
      The editor holds changes of <b>{name}</b> that are not deployed. Lambda runs the deployed code, which is older than what the editor shows.
    </Modal>
  );
}
