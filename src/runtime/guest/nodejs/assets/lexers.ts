/** Asset `lexers.js`: reads imports and exports without running anything. */
import { parse as parseCommonJs } from "cjs-module-lexer";
import { parse } from "es-module-lexer/js";
import type { Lexers } from "../modules/module-source.ts";

export const parseEsm: Lexers["parseEsm"] = parse;
export const parseCjs: Lexers["parseCjs"] = (source) => parseCommonJs(source);
