/** Account and Region: all that an ARN needs beside names. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]`. */
export function functionArn(place: Place, name: string, qualifier: string | null = null): string {
  const arn = `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`;
  return qualifier === null ? arn : `${arn}:${qualifier}`;
}

/** The ARN of a managed runtime's patch version. AWS's end in a hash; this one is derived from the identifier. */
export function runtimeVersionArn(place: Place, runtime: string): string {
  let hash = "";
  let state = 0x811c9dc5;
  for (let round = 0; hash.length < 64; round++) {
    for (const letter of `${round}${runtime}`) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    hash += state.toString(16).padStart(8, "0");
  }
  return `arn:aws:lambda:${place.region}::runtime:${hash}`;
}
