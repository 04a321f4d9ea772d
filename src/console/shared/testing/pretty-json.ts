const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A text that becomes longer than this by its indent stays as it is: 20,000 lists in one another would be 800 MB of spaces. */
const LONGEST = 16_000_000;

/**
 * JSON with two spaces of indent; text that is no JSON stays as it is. Works on the text, not on parsed values: numbers
 * keep all their digits, which parsing would round.
 */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let result = "";
  let depth = 0;
  let previous = "";
  const newLine = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    const opens = previous === "{" || previous === "[";
    if (token === "}" || token === "]") {
      depth--;
      result += opens ? token : newLine() + token;
    } else if (token === ",") result += ",";
    else if (token === ":") result += ": ";
    else {
      if (opens || previous === ",") result += newLine();
      result += token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
      if (token === "{" || token === "[") depth++;
    }
    previous = token;
    if (result.length > LONGEST) return text;
  }
  return result;
}
