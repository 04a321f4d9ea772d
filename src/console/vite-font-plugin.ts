import type { Plugin } from "vite";

const EMBEDDED_FONT = /url\(["']?data:(?:application\/x-font-woff2?|font\/woff2?|application\/font-woff2?);(?:charset=[^;,]+;)?base64,([A-Za-z0-9+/=]+)["']?\)/g;

/**
 * Cloudscape's global styles embed eight fonts as base64 in CSS that blocks the first paint (about 130 kB gzip).
 * This moves each into a file of its own, which the browser fetches when a glyph wants it.
 */
export function extractEmbeddedFonts(): Plugin {
  return {
    name: "lambdarium:fonts",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!id.split("?")[0]!.endsWith("global-styles/index.css")) return null;
      let count = 0;
      const css = code.replace(EMBEDDED_FONT, (_match, base64: string) => {
        const reference = this.emitFile({ type: "asset", name: `open-sans-${++count}.woff2`, source: Buffer.from(base64, "base64") });
        return `url(__VITE_ASSET__${reference}__)`;
      });
      if (count === 0) this.error("global-styles/index.css holds no embedded font: its form changed; update vite-font-plugin.ts");
      return { code: css, map: null };
    },
  };
}
