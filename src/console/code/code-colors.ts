import {
  colorBackgroundCellShaded,
  colorBackgroundContainerContent,
  colorBackgroundDropdownItemHover,
  colorBackgroundItemSelected,
  colorBackgroundStatusWarning,
  colorBorderDividerDefault,
  colorBorderItemFocused,
  colorTextBodyDefault,
  colorTextBodySecondary,
  colorTextStatusWarning,
} from "@cloudscape-design/design-tokens";
import type { CSSProperties } from "react";

/** The design system's colours under the names that `code.css` uses; they follow light and dark by themselves. */
export const CODE_COLORS = {
  "--code-background": colorBackgroundContainerContent,
  "--code-divider": colorBorderDividerDefault,
  "--code-secondary": colorTextBodySecondary,
  "--code-text": colorTextBodyDefault,
  "--code-hover": colorBackgroundDropdownItemHover,
  "--code-selected": colorBackgroundItemSelected,
  "--code-focus": colorBorderItemFocused,
  "--code-warning": colorTextStatusWarning,
  "--code-warning-back": colorBackgroundStatusWarning,
  "--code-shaded": colorBackgroundCellShaded,
} as CSSProperties;
