import type { OpenBackend } from "../backends/define.ts";
import type { Item } from "../records/item.ts";
import { type Executed, type ExecuteOptions, executeModel } from "./execute.ts";
import { markWhileAsking } from "./mark-while-asking.ts";
import type { DerivedModel } from "./model-derivation.ts";
import type { Study, StudyModel } from "./study.ts";
import { scorersAsk } from "./study-judges.ts";
import type { VariantSources } from "./variants-of.ts";
import { walkPlan } from "./walk.ts";

/** What asking one model of a study needs. */
export interface SitModelOptions extends Omit<ExecuteOptions, "model" | "walk" | "concurrency" | "onSettled"> {
  readonly study: Study;
  readonly model: StudyModel;
  readonly backend: OpenBackend;
  readonly folder: string;
  /** Folder for the model's part of the derived files. */
  readonly staging: string;
  readonly exemplars: readonly Item[];
  readonly sources: ReadonlyMap<string, VariantSources>;
  /** Calls planned for the model. */
  readonly expectedCalls: number;
}

/** How a model's asking ended. */
export interface Sat {
  readonly executed: Executed;
  /** What its calls come to; null where they have to be read from the journal. */
  readonly derived: DerivedModel | null;
}

/**
 * Ask one model everything of its plan that is not in the journal, and read and mark its replies while they come. After
 * `signal` was aborted nothing is derived. Rejects when the journal or the derived files cannot be written.
 */
export async function sitModel(options: SitModelOptions): Promise<Sat> {
  const { study, model, folder, staging, exemplars, sources, backend, journal, expectedCalls } = options;
  // Marks that wait for judges cannot be given yet: such a study is read from the journal when they have replied.
  const marking = scorersAsk(study) ? null : markWhileAsking({ study, model, folder, staging, journal, expectedCalls });
  try {
    const executed = await executeModel({
      model: model.id,
      ...(marking === null ? {} : { onSettled: marking.settled }),
      walk: walkPlan({ study, folder, exemplars, sources, model, backend }),
      backend,
      journal,
      replyOf: options.replyOf,
      concurrency: model.concurrency,
      signal: options.signal,
      onFailure: options.onFailure,
      onProgress: options.onProgress,
    });
    return { executed, derived: options.signal.aborted ? null : (marking?.conclude(executed) ?? null) };
  } finally {
    marking?.discard();
  }
}
