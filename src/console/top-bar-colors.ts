import {
  colorBackgroundContainerContent,
  colorBackgroundDropdownItemDefault,
  colorBackgroundDropdownItemHover,
  colorBorderDividerDefault,
  colorBorderItemFocused,
  colorTextAccent,
  colorTextBodyDefault,
  colorTextInteractiveDefault,
  colorTextInteractiveHover,
  colorTextTopNavigationTitle,
} from "@cloudscape-design/design-tokens";

// Dark teal, the colour of the mark, in light and dark mode alike; every text on it has a contrast of 4.5 to 1 or more.
const COLORS: readonly (readonly [token: string, color: string])[] = [
  [colorBackgroundContainerContent, "#134e4a"],
  [colorBackgroundDropdownItemDefault, "#0f3f3c"],
  [colorBackgroundDropdownItemHover, "#1a6660"],
  [colorBorderDividerDefault, "#2b7a73"],
  [colorBorderItemFocused, "#5eead4"],
  [colorTextAccent, "#5eead4"],
  [colorTextBodyDefault, "#e6fffb"],
  [colorTextInteractiveDefault, "#e6fffb"],
  [colorTextInteractiveHover, "#ffffff"],
  [colorTextTopNavigationTitle, "#ffffff"],
];

/** Style rules that give Cloudscape's top bar the product's own colours. */
export const topBarStyle = `#top-navigation .awsui-context-top-navigation{${COLORS.map(([token, color]) => `${variableOf(token)}:${color}`).join(";")}}`;

/** `--name` of `var(--name, fallback)`. */
function variableOf(token: string): string {
  const name = /--[\w-]+/.exec(token)?.[0];
  if (!name) throw new Error(`The design token ${token} names no CSS variable`);
  return name;
}
