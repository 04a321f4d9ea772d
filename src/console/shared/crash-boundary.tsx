import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Component, type ReactNode } from "react";

interface CrashBoundaryProps {
  /** Where *Go to the list* leads. */
  readonly home: string;
  /** The address: another one gets a fresh start. */
  readonly place: string;
  readonly children: ReactNode;
}

interface CrashState {
  readonly place: string;
  readonly error: Error | null;
}

/** Catches a bug of the page below: says so, keeps the account, and offers a way on. Never a blank page. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { place: this.props.place, error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ place }: CrashBoundaryProps, state: CrashState): CrashState | null {
    return place === state.place ? null : { place, error: null };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const unreachable = /dynamically imported module|importing a module script|preload CSS/i.test(error.message);
    return (
      <Box padding="xxl">
        <Alert
          type="error"
          header={unreachable ? "A part of the page could not be loaded" : "This page met a bug of Lambdarium"}
          action={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => window.location.reload()}>Reload the page</Button>
              <Button href={this.props.home} onFollow={() => this.setState({ error: null })}>Go to the list of functions</Button>
            </SpaceBetween>
          }
        >
          {unreachable ? (
            "The connection to the site was lost, or the site has a new version since. Reload the page; your account is kept."
          ) : (
            <>Your account is safe: it is kept apart from this page. The bug says: <Box variant="code">{error.message}</Box></>
          )}
        </Alert>
      </Box>
    );
  }
}
