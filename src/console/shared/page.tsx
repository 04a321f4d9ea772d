import AppLayout from "@cloudscape-design/components/app-layout";
import BreadcrumbGroup, { type BreadcrumbGroupProps } from "@cloudscape-design/components/breadcrumb-group";
import HelpPanel from "@cloudscape-design/components/help-panel";
import SideNavigation from "@cloudscape-design/components/side-navigation";
import type { ReactNode } from "react";
import { Flashes } from "./flash.tsx";
import { labels } from "./labels.ts";
import { useFocusOnArrival, usePageTitle } from "./navigation.ts";
import { usePreferences } from "./preferences.ts";
import { href } from "./routes.ts";

/** Two or three sentences that explain the idea behind a page, in our own words. */
export interface Help {
  readonly title: string;
  readonly body: ReactNode;
}

interface PageProps {
  /** The tab's title, without the product's name. */
  readonly title: string;
  /** Below the fixed first crumb, Functions. */
  readonly breadcrumbs?: readonly BreadcrumbGroupProps.Item[];
  readonly help: Help;
  readonly contentType?: "default" | "form" | "table";
  readonly children: ReactNode;
}

/** Sections beside the functions; a page belongs to one by its last crumb. */
const SECTIONS = [href({ page: "starvation" }), href({ page: "settings" }), href({ page: "queues" }), href({ page: "buckets" })];

/** The frame of every page: navigation, breadcrumbs, messages, help. A page renders exactly one. */
export function Page({ title, breadcrumbs = [], help, contentType = "default", children }: PageProps) {
  usePageTitle(title);
  useFocusOnArrival();
  const { helpOpen, navigationOpen, set } = usePreferences();
  const here = breadcrumbs.at(-1)?.href ?? href({ page: "functions" });
  return (
    <AppLayout
      headerSelector="#top-navigation"
      footerSelector="#footer"
      contentType={contentType}
      navigationOpen={navigationOpen}
      onNavigationChange={({ detail }) => set({ navigationOpen: detail.open })}
      navigation={
        <SideNavigation
          header={{ text: labels.product, href: href({ page: "functions" }) }}
          activeHref={SECTIONS.find((section) => here.startsWith(section)) ?? href({ page: "functions" })}
          items={[
            { type: "link", text: "Functions", href: href({ page: "functions" }) },
            { type: "divider" },
            { type: "link", text: "Who starves whom", href: href({ page: "starvation" }) },
            {
              type: "section-group",
              title: "Around functions",
              items: [
                { type: "link", text: "Queues", href: href({ page: "queues" }) },
                { type: "link", text: "Buckets", href: href({ page: "buckets" }) },
              ],
            },
            { type: "divider" },
            { type: "link", text: "Settings", href: href({ page: "settings" }) },
          ]}
        />
      }
      toolsOpen={helpOpen}
      onToolsChange={({ detail }) => set({ helpOpen: detail.open })}
      tools={<HelpPanel header={<h2>{help.title}</h2>}>{help.body}</HelpPanel>}
      notifications={<Flashes />}
      stickyNotifications
      breadcrumbs={
        <BreadcrumbGroup ariaLabel="Breadcrumbs" items={[{ text: "Functions", href: href({ page: "functions" }) }, ...breadcrumbs]} />
      }
      content={<div id="main" className="lambdarium-main" tabIndex={-1}>{children}</div>}
      ariaLabels={{
        navigation: "Navigation",
        navigationClose: "Close navigation",
        navigationToggle: "Open navigation",
        notifications: "Notifications",
        tools: "Help",
        toolsClose: "Close help",
        toolsToggle: "Open help",
      }}
    />
  );
}
