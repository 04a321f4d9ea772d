/** `*` stands for any text, `?` for one letter. Walks back to the last star only, so that hostile patterns stay quick. */
export function matchesWildcards(text: string, pattern: string): boolean {
  let [at, inPattern, starAt, resumeAt] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[inPattern] === "*") {
      starAt = inPattern++;
      resumeAt = at;
    } else if (inPattern < pattern.length && (pattern[inPattern] === "?" || pattern[inPattern] === text[at])) {
      inPattern++;
      at++;
    } else if (starAt >= 0) {
      inPattern = starAt + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
