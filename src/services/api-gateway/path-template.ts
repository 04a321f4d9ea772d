/**
 * Paths with variables, as both flavours of API have them: `/items/{id}` takes one segment, `/files/{path+}` the rest
 * (one segment at least).
 */

/** Variable → its part of the path. */
export type PathParameters = Readonly<Record<string, string>>;

/** The variables of a path that fits a template; null where it does not. `segments`: of the path, without the first slash. */
export function matchTemplate(template: string, segments: readonly string[]): PathParameters | null {
  const parts = segmentsOf(template);
  const parameters: [string, string][] = [];
  for (const [index, part] of parts.entries()) {
    const variable = variableOf(part);
    const segment = segments[index];
    if (segment === undefined) return null;
    if (variable === null) {
      if (segment !== part) return null;
    } else if (segment === "") {
      return null;
    } else if (variable.greedy) {
      return Object.fromEntries([...parameters, [variable.name, segments.slice(index).join("/")]]);
    } else {
      parameters.push([variable.name, segment]);
    }
  }
  return parts.length === segments.length ? Object.fromEntries(parameters) : null;
}

/** Orders templates that fit one path: a literal goes before a variable, that before a greedy one, from left to right. */
export function compareTemplates(left: string, right: string): number {
  const [a, b] = [segmentsOf(left), segmentsOf(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = looseness(a[index]) - looseness(b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The parts of a path between slashes; the root has one, which is empty. */
export function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

/** The variable that a segment stands for; null: it is a literal. */
export function variableOf(segment: string): { readonly name: string; readonly greedy: boolean } | null {
  const match = /^\{([^{}+]+)(\+?)\}$/.exec(segment);
  return match ? { name: match[1]!, greedy: match[2] === "+" } : null;
}

/** Percent-encoding undone; a text that is not properly encoded stands for itself. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function looseness(segment: string | undefined): number {
  const variable = segment === undefined ? null : variableOf(segment);
  return variable === null ? 0 : variable.greedy ? 2 : 1;
}
