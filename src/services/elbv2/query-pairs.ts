/** The parameters of a query, in order and still percent-encoded: ELB decodes nothing. One without `=` has the value "". */
export function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    });
}
