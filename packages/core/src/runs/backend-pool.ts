import { resolve } from "node:path";
import type { OpenBackend } from "../backends/define.ts";
import { createHttpEndpoint, type HttpEndpoint } from "../base/http-endpoint.ts";
import type { RunSurroundings } from "./run-record.ts";
import type { Study, StudyModel } from "./study.ts";

/** The open backends of one session, and the connections they share. */
export interface BackendPool {
  /** Open a model's backend. Throws what opening it throws: a missing key, a file that is not there. */
  open(model: StudyModel): Promise<OpenBackend>;
  get(modelId: string): OpenBackend | undefined;
  /** Break off whatever is under way. Harmless when nothing is open. */
  close(): Promise<void>;
}

/** Connections to one origin at most, whatever the study asks for: below the usual limit on open files. */
const mostConnections = 4096;

/** A pool for a study's models and assistants, nothing open yet. */
export function createBackendPool(study: Study, surroundings: RunSurroundings): BackendPool {
  const backends = new Map<string, OpenBackend>();
  const endpoints = new Map<string, HttpEndpoint>();
  /** One endpoint has room for every model's calls, so that a model whose calls hang does not starve the others. */
  const endpointOf = (origin: string): HttpEndpoint => {
    const known = endpoints.get(origin);
    if (known !== undefined) {
      return known;
    }
    const everybody = [...study.models, ...study.assistants];
    const room = everybody.reduce((sum, model) => sum + (model.needsNetwork ? model.concurrency : 0), 0);
    const made = createHttpEndpoint(origin, Math.min(mostConnections, room));
    endpoints.set(origin, made);
    return made;
  };
  return {
    open: async (model) => {
      const { environment, now, jitter } = surroundings;
      const backend = await model.configured.open({
        resolvePath: (path) => resolve(study.folder, path),
        environment,
        now,
        jitter,
        seed: study.seed,
        model: model.id,
        concurrency: model.concurrency,
        endpoint: endpointOf,
      });
      backends.set(model.id, backend);
      return backend;
    },
    get: (modelId) => backends.get(modelId),
    close: async () => {
      const open = [...backends.values()];
      backends.clear();
      await Promise.all(open.map((backend) => backend.close()));
      await Promise.all([...endpoints.values()].map((endpoint) => endpoint.destroy()));
    },
  };
}
