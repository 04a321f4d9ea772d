import { type FromGuest, type GuestEnd, type GuestLogLine, PAYLOAD_SENT, type TmpChange } from "./guest/guest-protocol.ts";

/** It becomes part of a line of the log: short, and one line. */
const ERROR_TYPE_KEPT = 1024;
const REASON_KEPT = 1024;
/** Linux's limits of a path and of a name in it, here in UTF-16 units. */
const PATH_KEPT = 4096;
const NAME_KEPT = 255;
/**
 * Items of one message. An honest guest sends fewer: of lines what the cap of a phase holds (40,330), of changes what
 * happens in 200 ms. The bound is looked at before the items are: an array of 2³² − 1 holes is a few bytes to send and
 * minutes to walk.
 */
const MAX_ITEMS = 100_000;

/**
 * Reads what came over a guest's port. Learner's code shares the Worker with the guest, so that anything may come:
 * whatever is not exactly a message of the protocol is `null`, and sizes are cut before anything is kept.
 */
export function readGuestMessage(data: unknown): FromGuest | null {
  if (!isRecord(data)) return null;
  switch (data["kind"]) {
    case "ready":
      return { kind: "ready" };
    case "logs": {
      const lines = readItems(data["lines"], readLogLine);
      return lines && { kind: "logs", lines };
    }
    case "tmp": {
      const changes = readItems(data["changes"], readTmpChange);
      return changes && { kind: "tmp", changes };
    }
    case "exit": {
      const code = readExitCode(data["code"]);
      return code === undefined ? null : { kind: "exit", code };
    }
    case "crash": {
      const reason = data["reason"];
      return typeof reason === "string" ? { kind: "crash", reason: reason.slice(0, REASON_KEPT) } : null;
    }
    case "initialized": {
      const end = readEnd(data["end"]);
      return end && { kind: "initialized", end, ...readFigures(data) };
    }
    case "result": {
      const end = readEnd(data["end"]);
      const invocation = data["invocation"];
      if (end === null || typeof invocation !== "number") return null;
      const exitCode = readExitCode(data["exitCode"]);
      return {
        kind: "result",
        invocation,
        end,
        ...readFigures(data),
        ...(typeof exitCode === "number" ? { exitCode } : {}),
      };
    }
    default:
      return null;
  }
}

/** Those of an array's items that can be read; null where it is none, or too long. */
function readItems<Item>(value: unknown, read: (item: unknown) => Item | null): Item[] | null {
  if (!Array.isArray(value) || value.length > MAX_ITEMS) return null;
  const items: Item[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const item = read(value[at]);
    if (item !== null) items.push(item);
  }
  return items;
}

/** Sizes and sums are the mirror's to judge. */
function readTmpChange(value: unknown): TmpChange | null {
  if (!isRecord(value)) return null;
  const { path, kind, target, mode, mtimeMs, size, at, bytes } = value;
  if (!isTmpPath(path)) return null;
  if (kind === "none") return { path, kind };
  if (kind === "link") return typeof target === "string" && target.length <= PATH_KEPT ? { path, kind, target } : null;
  if (!isCount(mode) || mode > 0o7777 || typeof mtimeMs !== "number" || !Number.isFinite(mtimeMs)) return null;
  if (kind === "folder") return { path, kind, mode, mtimeMs };
  if (kind !== "file" || !isCount(size) || !isCount(at) || !(bytes instanceof Uint8Array)) return null;
  return { path, kind, mode, mtimeMs, size, at, bytes };
}

function isTmpPath(value: unknown): value is string {
  if (typeof value !== "string" || value.length > PATH_KEPT || value.includes("\0")) return false;
  return value.split("/").every((name) => name !== "" && name !== "." && name !== ".." && name.length <= NAME_KEPT);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readEnd(value: unknown): GuestEnd | null {
  if (!isRecord(value) || !(value["payload"] instanceof Uint8Array)) return null;
  const whole = value["payload"];
  const payload = whole.byteLength > PAYLOAD_SENT ? whole.slice(0, PAYLOAD_SENT) : whole;
  if (value["kind"] === "ok") return { kind: "ok", payload };
  const errorType = value["errorType"];
  if (value["kind"] !== "error" || typeof errorType !== "string") return null;
  return { kind: "error", errorType: errorType.slice(0, ERROR_TYPE_KEPT).replaceAll(/\p{Cc}/gu, " "), payload };
}

/** NaN stands for a duration that cannot be one: the host then uses its own. */
function readFigures(data: Record<string, unknown>): { durationMs: number; memoryUsedMb: number | null } {
  const durationMs = data["durationMs"];
  const memory = data["memoryUsedMb"];
  return {
    durationMs: typeof durationMs === "number" && durationMs >= 0 ? durationMs : Number.NaN,
    memoryUsedMb: typeof memory === "number" && memory >= 0 && memory < 1e6 ? memory : null,
  };
}

function readExitCode(value: unknown): number | null | undefined {
  if (value === null) return null;
  return typeof value === "number" && Number.isInteger(value) ? value & 0xff : undefined;
}

function readLogLine(value: unknown): GuestLogLine | null {
  return isRecord(value) && Number.isFinite(value["timestamp"]) && typeof value["message"] === "string" ? (value as unknown as GuestLogLine) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
