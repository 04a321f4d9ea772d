import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState, type ReactNode } from "react";
import { guardNavigation, leaveFor, stayHere } from "./navigation.ts";

export interface LeaveGuard {
  /** To be rendered anywhere on the page. */
  readonly dialog: ReactNode;
  /** Lets the next navigation through: call it once the changes are saved. */
  release(): void;
}

/** Asks before a form with unsaved changes (`dirty`) is left by a link, the browser's Back, a reload or a closed tab. */
export function useLeaveGuard(dirty: boolean): LeaveGuard {
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!dirty) return;
    guardNavigation(setTarget);
    // The browser shows a sentence of its own and allows no other.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      guardNavigation(null);
      window.removeEventListener("beforeunload", warn);
    };
  }, [dirty]);

  const stay = () => {
    setTarget(null);
    stayHere();
  };
  const dialog = (
    <Modal
      visible={target !== null}
      header="Leave this page?"
      closeAriaLabel="Stay on this page"
      onDismiss={stay}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={stay}>Stay</Button>
            <Button variant="primary" onClick={() => target !== null && leaveFor(target)}>Leave without saving</Button>
          </SpaceBetween>
        </Box>
      }
    >
      What you changed on this page is not saved and will be lost.
    </Modal>
  );
  return { dialog, release: () => guardNavigation(null) };
}
