import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Page } from "../shared/page.tsx";
import { usePreferences, type ColorMode } from "../shared/preferences.ts";
import { href } from "../shared/routes.ts";
import { About } from "./about.tsx";
import { AccountConcurrency } from "./account-concurrency.tsx";
import { ResetAccount } from "./reset-account.tsx";
import { ShownCalls } from "./shown-calls.tsx";
import { SimulatorSettings } from "./simulator-settings.tsx";
import { StorageUsed } from "./storage-used.tsx";
import { TerminalAccess } from "./terminal-access.tsx";

/** What can be set about the simulator and this page, and what both are. */
export function SettingsPage() {
  return (
    <Page
      title="Settings"
      breadcrumbs={[{ text: "Settings", href: href({ page: "settings" }) }]}
      help={{
        title: "Settings",
        body: (
          <>
            <p>These are the dials of the simulator itself. AWS has none of them: it decides how long a function is Pending and when an idle environment goes.</p>
            <p>Everything the page knows lies in this browser. No account, no server and no bill is behind it.</p>
          </>
        ),
      }}
    >
      <SpaceBetween size="l">
        <Header variant="h1">Settings</Header>
        <AccountConcurrency />
        <SimulatorSettings />
        <Appearance />
        <ShownCalls />
        <TerminalAccess />
        <StorageUsed />
        <ResetAccount />
        <About />
      </SpaceBetween>
    </Page>
  );
}

function Appearance() {
  const { colorMode, set } = usePreferences();
  return (
    <Container header={<Header variant="h2">Appearance</Header>}>
      <RadioGroup
        ariaLabel="Colours"
        value={colorMode}
        onChange={({ detail }) => set({ colorMode: detail.value as ColorMode })}
        items={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
          { value: "system", label: "As the system", description: "Follows the light or dark setting of your computer." },
        ]}
      />
    </Container>
  );
}
