import ButtonDropdown, { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useAliases, useVersions } from "../aws/lambda-queries.ts";
import { navigate } from "../shared/navigation.ts";
import { functionRoute, LATEST, parseRoute, href, type FunctionRoute, type PageQualifier } from "../shared/routes.ts";

/** Goes from `$LATEST` to a version or an alias and back; the tab stays where the new place has it too. */
export function QualifierSwitch({ route }: { route: FunctionRoute }) {
  const versions = useVersions(route.name);
  const aliases = useAliases(route.name);
  const to = (qualifier: PageQualifier) => href({ ...route, qualifier });
  const item = (text: string, qualifier: PageQualifier, description?: string): ButtonDropdownProps.Item => ({
    id: to(qualifier),
    href: to(qualifier),
    text,
    ...(description ? { secondaryText: description } : {}),
    ...(qualifier.kind === route.qualifier.kind && text === current(route.qualifier) ? { iconName: "check" as const } : {}),
  });
  const numbers = (versions.data ?? []).filter(({ Version }) => Version !== "$LATEST").reverse();
  const items: ButtonDropdownProps.ItemOrGroup[] = [item("$LATEST", LATEST)];
  if (numbers.length > 0) {
    items.push({ text: "Versions", items: numbers.map(({ Version = "", Description }) => item(`Version ${Version}`, { kind: "version", value: Version }, Description)) });
  }
  if (aliases.data?.length) {
    items.push({
      text: "Aliases",
      items: aliases.data.map(({ Name = "", FunctionVersion = "" }) => item(`Alias ${Name}`, { kind: "alias", value: Name }, `→ ${FunctionVersion}`)),
    });
  }
  return (
    <ButtonDropdown
      items={items}
      loading={versions.isPending || aliases.isPending}
      ariaLabel={`Qualifier: ${current(route.qualifier)}. Go to another version or alias`}
      onItemFollow={(event) => {
        event.preventDefault();
        const target = parseRoute(event.detail.href ?? "");
        navigate(target.page === "function" ? target : functionRoute(route.name));
      }}
    >
      Qualifier: {current(route.qualifier)}
    </ButtonDropdown>
  );
}

function current(qualifier: PageQualifier): string {
  if (qualifier.kind === "latest") return "$LATEST";
  return `${qualifier.kind === "version" ? "Version" : "Alias"} ${qualifier.value}`;
}
