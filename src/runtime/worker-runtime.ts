/** The adapter of the `Runtime` port: execution environments as Workers of a sandboxed frame. Runs in the cloud Worker. */
import type { Environment, EnvironmentSpec, Runtime } from "#control-plane/ports.ts";
import { familyOf, type RuntimeFamily } from "#services/lambda/configuration/runtimes.ts";
import { type EnvironmentLinks, WorkerEnvironment } from "./environment.ts";
import { FrameLink } from "./frame-link.ts";
import { TMP_TOLD_BYTES } from "./guest/guest-protocol.ts";
import type { GuestProgress, LoadedFamily } from "./guest-files.ts";
import { loadFamily } from "./guest-files.ts";
import { lostProcessEnd } from "./lost-process.ts";
import type { FromSandboxHost, GuestManifests } from "./protocol.ts";
import { TmpBudget } from "./tmp-budget.ts";
import { TmpMirror } from "./tmp-mirror.ts";

export interface WorkerRuntimeOptions {
  /** The other end is with the page's `createSandboxHost().attach(…)`. */
  readonly sandboxPort: MessagePort;
  /** Told while a family's files are fetched for the first time. */
  readonly onProgress?: (progress: GuestProgress) => void;
}

export function createWorkerRuntime(options: WorkerRuntimeOptions): Runtime {
  const { sandboxPort, onProgress = () => undefined } = options;
  const frames = new Map<string, FrameLink>();
  /** Those whose process lives, by id. */
  const environments = new Map<string, WorkerEnvironment>();
  const tmpBudget = new TmpBudget();
  const families = new Map<RuntimeFamily, Promise<LoadedFamily>>();
  const manifests = new Promise<GuestManifests>((resolve) => {
    sandboxPort.onmessage = ({ data }: MessageEvent<FromSandboxHost>) => resolve(data.manifests);
  });

  const filesOf = (family: RuntimeFamily): Promise<LoadedFamily> => {
    const known = families.get(family);
    if (known !== undefined) return known;
    const loading = manifests.then(async (all) => {
      const manifest = all[family];
      if (manifest === undefined) throw new Error(`This build has no ${family} runtime`);
      return loadFamily(family, manifest, onProgress);
    });
    families.set(family, loading);
    // A failed download is tried again at the next start.
    loading.catch(() => families.delete(family));
    return loading;
  };

  const lose = (ids: readonly string[]): void => {
    // All frames share one process: who ran in the other one counts too.
    const end = lostProcessEnd([...environments.values()].filter(({ running }) => running).length);
    for (const id of ids) environments.get(id)?.end(end);
  };

  /** One frame without network and one with, opened when first needed and again if the browser ended it. */
  const frameFor = (network: boolean): FrameLink => {
    const name = network ? "network" : "locked";
    const known = frames.get(name);
    if (known !== undefined && !known.closed) return known;
    const frame = new FrameLink(sandboxPort, name, network, lose);
    frames.set(name, frame);
    return frame;
  };

  return {
    supports: (runtime) => familyOf(runtime) !== null,
    start(spec: EnvironmentSpec, before?: Environment): Environment {
      const family = familyOf(spec.runtime);
      if (family === null) throw new Error(`${spec.runtime} does not run in a browser`);
      const { port1, port2 } = new MessageChannel();
      let stopped = false;
      let frame: FrameLink | undefined;
      const links: EnvironmentLinks = {
        port: port1,
        stop: () => {
          stopped = true;
          environments.delete(spec.id);
          frame?.terminate(spec.id);
        },
      };
      const tmp = before instanceof WorkerEnvironment ? before.tmp : new TmpMirror(Math.min(spec.ephemeralStorageMb * 1024 * 1024, TMP_TOLD_BYTES), tmpBudget);
      const environment = new WorkerEnvironment(spec, links, tmp);
      environments.set(spec.id, environment);
      filesOf(family).then(
        (files) => {
          if (stopped) return;
          environment.begin();
          frame = frameFor(spec.network);
          frame.start(family, files, spec.id, port2, (reason) => environment.fail(reason));
        },
        (error: unknown) => environment.fail(error instanceof Error ? error.message : String(error)),
      );
      return environment;
    },
  };
}
