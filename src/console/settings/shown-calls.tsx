import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Toggle from "@cloudscape-design/components/toggle";
import { usePreferences } from "../shared/preferences.ts";

/** The choice to see the page's calls in the browser's developer tools; `aws/cloud-context.tsx` carries it out. */
export function ShownCalls() {
  const { callsShown, set } = usePreferences();
  return (
    <Container header={<Header variant="h2" description="For whoever wants to see what the console says to the API.">Calls</Header>}>
      <Toggle
        checked={callsShown}
        onChange={({ detail }) => set({ callsShown: detail.checked })}
        description="Every request and answer of the AWS API then passes a service worker and stands in the developer tools under aws-calls/. They stay in this browser; each call takes some milliseconds more, an error answer is a red line in the browser's console, and the browser gives up calls of more than some minutes."
      >
        Show calls in the browser&apos;s Network panel
      </Toggle>
    </Container>
  );
}
