import { type AskAssistantsOptions, type AskedAssistants, askAssistants, askWave } from "./ask-assistants.ts";
import { asksAssistants } from "./assistant-walk.ts";
import type { BackendPool } from "./backend-pool.ts";
import { asksEmbedders, comparingContexts, walkEmbedder } from "./embedder-walk.ts";
import { journaledVectors } from "./embedding-call.ts";
import type { Journal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import { openedBackend } from "./judge-session.ts";
import { type Materialised, materialise } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import type { RunOptions } from "./run-options.ts";
import type { Study } from "./study.ts";
import { closeSources } from "./variant-sources.ts";

/** What preparing an exam needs. */
export interface PrepareExamOptions extends Pick<AskAssistantsOptions, "onFailure" | "onProgress"> {
  readonly study: Study;
  readonly folder: string;
  /** Folder that holds the materialised items; they are written there anew. */
  readonly staging: string;
  readonly journal: Journal;
  /** As made before anybody was asked. */
  readonly materialised: Materialised;
  readonly backends: BackendPool;
  readonly options: RunOptions;
  /** The exam was made again; what it was made of before is closed. */
  readonly onMaterialised: (materialised: Materialised) => void;
}

/**
 * Ask the assistants what questions are made of, then for the vectors that contexts compare; after each the exam is made again
 * with what they said. Nothing is done for a study without either. Throws RUN_CONFLICT where a finished request would be put
 * otherwise now, what opening a backend throws, and what materialising throws.
 */
export async function prepareExam(parts: PrepareExamOptions): Promise<AskedAssistants> {
  const { study, folder, staging, journal, backends, options } = parts;
  const journalPath = runFile(folder, "completions");
  const asking: AskAssistantsOptions = {
    study,
    journal,
    journalPath,
    open: options.rescoreOnly === true ? null : (assistant) => openedBackend(backends, assistant),
    signal: options.signal,
    onFailure: parts.onFailure,
    onProgress: parts.onProgress,
  };
  let { materialised } = parts;
  const materialiseAgain = async (): Promise<void> => {
    closeSources(materialised.sources);
    materialised = await materialise(
      study,
      staging,
      (place) => {
        const entry = journal.index.find(place);
        return entry === null ? null : parseCompletionLine(journal.read(entry), journalPath).text;
      },
      (assistant) => journaledVectors(assistant, journal, journalPath),
    );
    parts.onMaterialised(materialised);
  };
  let asked: AskedAssistants = { missing: 0, stopped: [] };
  if (asksAssistants(study)) {
    asked = await askAssistants(asking, staging);
    await materialiseAgain();
  }
  if (asksEmbedders(study) && !options.signal.aborted) {
    const { sources } = materialised;
    const contexts = await comparingContexts(study);
    const walkOf = (embedder: Study["assistants"][number]) =>
      walkEmbedder({ study, folder: staging, sources, contexts, embedder });
    const embedded = await askWave(asking, walkOf);
    asked = { missing: asked.missing + embedded.missing, stopped: [...asked.stopped, ...embedded.stopped] };
    await materialiseAgain();
  }
  return asked;
}
