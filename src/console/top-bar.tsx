import TopNavigation from "@cloudscape-design/components/top-navigation";
import { useEffect } from "react";
import { useClockUtility } from "./clock/clock-utility.ts";
import { useCloudStatus } from "./aws/cloud-context.tsx";
import { applyColorMode } from "./shared/color-mode.ts";
import { labels } from "./shared/labels.ts";
import { navigate } from "./shared/navigation.ts";
import { usePreferences, type ColorMode } from "./shared/preferences.ts";
import { href } from "./shared/routes.ts";
import { topBarStyle } from "./top-bar-colors.ts";

const REGIONS = ["us-east-1", "us-east-2", "us-west-2", "ca-central-1", "eu-west-1", "eu-central-1", "eu-north-1", "ap-northeast-1", "ap-south-1", "ap-southeast-2", "sa-east-1"];
const COLOR_MODES: readonly { id: ColorMode; text: string }[] = [
  { id: "light", text: "Light" },
  { id: "dark", text: "Dark" },
  { id: "system", text: "As the system" },
];

/** The bar over every page: own name and mark, the badge that it is a simulator, Region, colours, settings. */
export function TopBar() {
  const { region, colorMode, set } = usePreferences();
  const status = useCloudStatus();
  const clock = useClockUtility();
  useEffect(() => applyColorMode(colorMode), [colorMode]);
  return (
    <div id="top-navigation">
      <style>{topBarStyle}</style>
      <TopNavigation
        identity={{ href: href({ page: "functions" }), title: labels.product, logo: { src: "./mark.svg", alt: "Home:" } }}
        i18nStrings={{ searchIconAriaLabel: "Search", searchDismissIconAriaLabel: "Close search", overflowMenuTriggerText: "More", overflowMenuTitleText: "All", overflowMenuBackIconAriaLabel: "Back", overflowMenuDismissIconAriaLabel: "Close menu" }}
        utilities={[
          {
            type: "button",
            text: labels.badge,
            title: labels.notAffiliated,
            iconName: "status-info",
            href: href({ page: "settings" }),
            disableTextCollapse: true,
            disableUtilityCollapse: true,
          },
          clock,
          {
            type: "menu-dropdown",
            text: region,
            ariaLabel: `Region ${region}`,
            disableUtilityCollapse: true,
            items: REGIONS.map((id) => ({ id, text: id, ...(id === region ? { iconName: "check" as const } : {}) })),
            onItemClick: ({ detail }) => {
              set({ region: detail.id });
              // The function on the page belongs to the Region that is left.
              navigate({ page: "functions" });
            },
          },
          {
            type: "menu-dropdown",
            iconName: "settings",
            ariaLabel: "Appearance and settings",
            title: status.phase === "ready" ? "The cloud is running in this browser" : labels.product,
            items: [
              { id: "appearance", text: "Appearance", items: COLOR_MODES.map((mode) => ({ ...mode, ...(mode.id === colorMode ? { iconName: "check" as const } : {}) })) },
              { id: "settings", text: "Settings", href: href({ page: "settings" }) },
            ],
            onItemClick: ({ detail }) => {
              const mode = COLOR_MODES.find(({ id }) => id === detail.id);
              if (mode) set({ colorMode: mode.id });
            },
          },
        ]}
      />
    </div>
  );
}
