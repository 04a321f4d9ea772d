/** Asset `typescript.js`: removes types; lines stay where they are. */
import { transform } from "sucrase";
import type { TypeStripper } from "../modules/module-source.ts";

export const strip: TypeStripper["strip"] = (source, path, format) =>
  transform(source, {
    transforms: format === "commonjs" ? ["typescript", "imports"] : ["typescript"],
    filePath: path,
    disableESTransforms: true,
    preserveDynamicImport: true,
  }).code;
