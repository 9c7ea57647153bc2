import { join } from "node:path";
import type { AnyPlugin } from "../runs/plugins.ts";
import type { RunSurroundings } from "../runs/run-record.ts";
import { examineStudy, itemsAt } from "./examine-study.ts";
import type { HiMergingFile } from "./hi-merging-file.ts";
import { createInPlaceJudge, type InPlaceJudge, type WantedScores } from "./in-place-judge.ts";
import type { MergeTask } from "./merge-judge.ts";
import { type RunningServer, startServer } from "./server-process.ts";
import { readTaskStudy } from "./task-study.ts";
import type { WorkingModels } from "./working-layout.ts";

/** What a judge of a search is made of. */
export interface CampaignJudgeOptions {
  readonly file: HiMergingFile;
  readonly models: WorkingModels;
  readonly tasks: readonly MergeTask[];
  /** Folder to work in. */
  readonly folder: string;
  readonly plugins: readonly AnyPlugin[];
  readonly surroundings: RunSurroundings;
  readonly signal: AbortSignal;
}

/** The model of a study as the judge of a file asks it; `address` is where a server listens. */
export function judgedModel(
  { judge }: HiMergingFile,
  at: { readonly gguf: string } | { readonly folder: string; readonly port: number },
): Record<string, unknown> {
  if (judge.use === "local") {
    const { use: _use, chatTemplate: _template, gguf: _gguf, ...settings } = judge;
    return { ...settings, id: "merged", backend: "local", model: "gguf" in at ? at.gguf : "", trial: false };
  }
  const { folder, port } = "folder" in at ? at : { folder: "", port: 0 };
  return {
    ...judge.backend,
    ...{ id: "merged", backend: "openai-compatible", concurrency: judge.concurrency },
    baseUrl: `http://127.0.0.1:${port}${judge.path}`,
    model: judge.servedModel.replaceAll("{model}", folder),
  };
}

/** The same without a model at hand: to check settings, and what of them decides a reply. */
export function modelToCheck(file: HiMergingFile): Record<string, unknown> {
  return judgedModel(file, file.judge.use === "local" ? { gguf: "/model.gguf" } : { folder: "/model", port: 1 });
}

/**
 * The judge that a file asks for: `local` examines a GGUF file in this process, `server-command` starts the command for each
 * model and asks it as an ordinary server. Both with one working copy, see `createInPlaceJudge`.
 *
 * Judgements reject with what merging and running throw, MERGE_SCORES_INVALID, SERVER_COMMAND_FAILED or
 * SERVER_COMMAND_UNREADY.
 */
export function createCampaignJudge(options: CampaignJudgeOptions): InPlaceJudge {
  const { file, models, tasks, folder, plugins, surroundings, signal } = options;
  const { judge } = file;
  let server: RunningServer | null = null;
  const examine = async (model: Record<string, unknown>, { task, split, items }: WantedScores) => {
    const named = file.tasks[task];
    const known = tasks[task];
    if (named === undefined || known === undefined) {
      throw new RangeError(`there is no task ${task}`);
    }
    const study = await readTaskStudy(named[split], named.name, model, plugins);
    return await examineStudy(study, {
      ...{ items: itemsAt(known.items[split], items), what: `${named.name}, ${split}` },
      ...{ out: join(folder, "run"), surroundings, signal },
    });
  };
  return createInPlaceJudge(models, {
    ...{ folder, signal },
    examine: async (copy, wanted) => {
      if (judge.use === "local") {
        return await examine(judgedModel(file, { gguf: copy.gguf ?? "" }), wanted);
      }
      const log = join(folder, "server.log");
      const environment = surroundings.environment;
      server ??= await startServer(judge, { model: copy.folder, log, environment, signal });
      try {
        return await examine(judgedModel(file, { folder: copy.folder, port: server.port }), wanted);
      } catch (error) {
        signal.throwIfAborted();
        // Of a server that is gone, what it said last tells more than that nobody answers.
        server.requireAlive();
        throw error;
      }
    },
    release: async () => {
      const running = server;
      server = null;
      await running?.stop();
    },
  });
}
