import type { CodePackages, PackageFiles } from "#control-plane/ports.ts";
import { awsError, type AwsError } from "#services/aws-error.ts";
import { MAX_UNZIPPED_BYTES, MAX_ZIPPED_BYTES } from "#services/lambda/configuration/package-limits.ts";
import type { CodePackage } from "#services/operation.ts";
import { unzipEntry } from "./unzip.ts";
import { readZipDirectory, ZipProblem, type ZipEntry } from "./zip-directory.ts";

/** So many inflated bytes are checked before other work of the Worker gets its turn. */
const BYTES_A_TURN = 8 * 1024 * 1024;

/** Opens deployment packages. A hostile zip is refused before it can take memory or leave its directory. */
export function createCodePackages(): CodePackages {
  return { inspect, files };
}

async function inspect(zip: Uint8Array, from: "request" | "bucket"): Promise<CodePackage | AwsError> {
  if (from === "request" && zip.length > MAX_ZIPPED_BYTES) return awsError("RequestEntityTooLargeException", `Zipped size must be smaller than ${MAX_ZIPPED_BYTES} bytes`);
  if (zip.length === 0) return emptyZip();
  try {
    const members = filesOf(readZipDirectory(zip));
    if (members.length === 0) return emptyZip();
    const unzippedSize = members.reduce((sum, { size }) => sum + size, 0);
    if (unzippedSize > MAX_UNZIPPED_BYTES) return awsError("InvalidParameterValueException", `Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
    await tryAll(members);
    return { sha256: await sha256Base64(zip), size: zip.length, unzippedSize };
  } catch (error) {
    if (!(error instanceof ZipProblem)) throw error;
    return awsError("InvalidParameterValueException", "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
}

// Functions run as a user that neither owns the package nor is in its group: the bits for others count.
const READ = 0o4;
const ENTER = 0o1;

function files(zip: Uint8Array): PackageFiles {
  const entries = readZipDirectory(zip);
  const closed = entries.filter((entry) => entry.kind === "directory" && !allows(entry, ENTER)).map(({ name }) => name.replace(/\/*$/, "/"));
  const found = filesOf(entries).filter(({ name }) => !closed.some((folder) => name.startsWith(folder)));
  return {
    files: new Map(found.map((member) => [member.name, unzipEntry(member)])),
    unreadable: new Map(found.filter((member) => !allows(member, READ)).map(({ name, permissions }) => [name, permissions ?? 0])),
  };
}

/** A member without Unix permissions is unpacked so that everyone may read and enter it. */
const allows = ({ permissions }: ZipEntry, bit: number): boolean => permissions === null || (permissions & bit) !== 0;

function emptyZip(): AwsError {
  return awsError("InvalidParameterValueException", "Uploaded file must be a non-empty zip");
}

/** Regular files only. Directories come of themselves with their files; links could lead outside and are left out. */
function filesOf(entries: readonly ZipEntry[]): ZipEntry[] {
  for (const { name } of entries) checkName(name);
  // Of two members of one name the later one counts, as it does for unzip -o.
  const members = new Map(entries.filter(({ kind }) => kind === "file").map((entry) => [entry.name, entry]));
  for (const name of members.keys()) {
    for (let slash = name.indexOf("/"); slash >= 0; slash = name.indexOf("/", slash + 1)) {
      if (members.has(name.slice(0, slash))) throw new ZipProblem(`${name.slice(0, slash)} is a file and a directory`);
    }
  }
  return [...members.values()];
}

/** Refuses names that would land outside of the directory they are unpacked to, on any system. */
function checkName(name: string): void {
  const segments = name.split(/[/\\]/);
  if (name === "" || name.includes("\0") || segments[0] === "" || /^[a-z]:/i.test(name) || segments.includes("..")) {
    throw new ZipProblem(`the name ${JSON.stringify(name)} leads outside`);
  }
}

async function tryAll(members: readonly ZipEntry[]): Promise<void> {
  let turn = 0;
  for (const member of members) {
    turn += unzipEntry(member).length;
    if (turn < BYTES_A_TURN) continue;
    turn = 0;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function sha256Base64(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return btoa(String.fromCharCode(...digest));
}
