/** JavaScript and TypeScript: colours and the language service. Loaded when the first such file is opened. */
import "monaco-editor/languages/definitions/javascript/register";
import "monaco-editor/languages/definitions/typescript/register";
import { javascriptDefaults, typescriptDefaults } from "monaco-editor/languages/features/typescript/register";

// Types of Node.js are not here, so checking types would call half of good code wrong. Syntax is checked.
for (const defaults of [javascriptDefaults, typescriptDefaults]) {
  defaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: false });
  defaults.setEagerModelSync(true);
}
