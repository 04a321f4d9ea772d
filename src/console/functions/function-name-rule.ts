import { FUNCTION_NAME_PATTERN, MAX_FUNCTION_NAME } from "#services/lambda/function-reference.ts";

/** What is wrong with a new function's name, naming the rule and the way out; undefined for a good one. */
export function functionNameProblem(name: string, taken: ReadonlySet<string>): string | undefined {
  if (name === "") return "A function needs a name.";
  if (!FUNCTION_NAME_PATTERN.test(name)) {
    const bad = [...new Set(Array.from(name).filter((letter) => !FUNCTION_NAME_PATTERN.test(letter)))].map((letter) => (letter === " " ? "space" : letter));
    return `A function name takes letters, digits, hyphens and underscores. Remove: ${bad.join(" ")}`;
  }
  if (name.length > MAX_FUNCTION_NAME) return `A function name takes ${MAX_FUNCTION_NAME} characters at most; this one has ${name.length}.`;
  if (taken.has(name)) return `A function named ${name} exists in this Region. Choose another name, or delete that one first.`;
  return undefined;
}
