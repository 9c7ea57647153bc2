import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { OpenBackend } from "../backends/define.ts";
import { createHttpEndpoint } from "../base/http-endpoint.ts";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import { estimateTokens } from "../text/estimate-tokens.ts";
import { journaledReplies } from "./ask-judges.ts";
import { type AssistantWalk, walkAssistant } from "./assistant-walk.ts";
import { type CallIndex, createCallIndex } from "./call-index.ts";
import { asksEmbedders, comparingContexts, type EmbedderWalk, walkEmbedder } from "./embedder-walk.ts";
import type { JudgeWalk } from "./finished-replies.ts";
import { readJournal } from "./journal.ts";
import { drawJudgeSample } from "./judge-sample.ts";
import { walkJudge } from "./judge-walk.ts";
import { materialise } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import type { RunSurroundings } from "./run-record.ts";
import type { Study, StudyModel } from "./study.ts";
import { judgesOfStudy } from "./study-judges.ts";
import { closeSources } from "./variant-sources.ts";
import { conversationOf, type PlannedCall, walkPlan } from "./walk.ts";

/** What asking one model would take. Tokens are estimates from text length; null where nothing bounds them. */
export interface ModelPlan {
  readonly model: string;
  readonly backend: string;
  readonly planned: number;
  /** Planned calls never made: reason → count. */
  readonly notMade: Readonly<Record<string, number>>;
  /** Finished in the run folder already. */
  readonly finished: number;
  /** Calls that would be asked now. */
  readonly toAsk: number;
  readonly promptTokens: number;
  /** Most completion tokens: calls × the parameters' token limit. */
  readonly completionTokensAtMost: number | null;
  readonly cost: { readonly input: number; readonly atMost: number | null; readonly currency: string } | null;
}

/** What a study would ask. */
export interface StudyPlan {
  readonly nItems: number;
  /** Variants that wait for an assistant are not among them yet. */
  readonly nVariants: number;
  readonly models: readonly ModelPlan[];
  /** What the assistants would be asked first. */
  readonly assistants: readonly AssistantPlan[];
  /** Calls to each model that assistants' replies may add at most; null where nobody is asked. */
  readonly laterCallsAtMost: number | null;
  /** What the judges would be asked at last, at most: where every call is finished and no reply is empty. */
  readonly judges: readonly JudgePlan[];
}

/** What asking one judge would take, at most. */
export interface JudgePlan extends AssistantPlan, Pick<ModelPlan, "completionTokensAtMost" | "cost"> {
  /** Of what would be asked now, from text length; a reply that nobody has given yet counts as a thousand characters. */
  readonly promptTokens: number;
}

/** What asking one assistant would take. */
export interface AssistantPlan {
  readonly model: string;
  readonly planned: number;
  readonly finished: number;
}

/** Work out what a study would ask, against a run folder where one is given. Asks nothing and writes nothing there. */
export async function planStudy(
  study: Study,
  surroundings: RunSurroundings,
  outFolder: string | null,
): Promise<StudyPlan> {
  const folder = mkdtempSync(join(tmpdir(), "viva-plan-"));
  try {
    await study.paths.fetchReferences(surroundings.environment);
    const { nItems, nVariants, nTurns, exemplars, sources } = await materialise(study, folder);
    const index = await finishedCalls(outFolder);
    const models: ModelPlan[] = [];
    for (const model of study.models) {
      // A server is not opened: its calls are always posed, and a plan needs no key.
      const backend = model.needsNetwork ? null : await openQuietly(study, model, surroundings);
      try {
        models.push(await planModel({ study, folder, exemplars, sources, model, backend: backend ?? {} }, index));
      } finally {
        await backend?.close();
      }
    }
    const judges = await planJudges({ study, folder, exemplars, sources }, outFolder);
    const contexts = await comparingContexts(study);
    const assistants: AssistantPlan[] = [];
    let requests = 0;
    for (const assistant of study.assistants) {
      const made = await planAssistant({ study, folder, assistant }, index);
      const compared = await planEmbedder({ study, folder, sources, contexts, embedder: assistant }, index);
      requests += made.planned;
      assistants.push({
        model: assistant.id,
        planned: made.planned + compared.planned,
        finished: made.finished + compared.finished,
      });
    }
    closeSources(sources);
    const waiting = study.arms.filter(({ retriever }) => retriever !== null && retriever.configured.embedder !== null);
    return {
      nItems,
      nVariants,
      models,
      assistants,
      // Every reply may make one variant, posed in every way of asking; what is compared by vectors can be posed behind them.
      laterCallsAtMost:
        requests === 0 && !asksEmbedders(study)
          ? null
          : (requests * study.arms.length + nTurns * waiting.length) * study.repeats,
      judges,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function planAssistant(walk: AssistantWalk, index: CallIndex): Promise<AssistantPlan> {
  let planned = 0;
  let finished = 0;
  for await (const calls of walkAssistant(walk)) {
    planned += calls.length;
    finished += calls.filter(({ posed }) => index.find(posed.call.place) !== null).length;
  }
  return { model: walk.assistant.id, planned, finished };
}

async function planEmbedder(walk: EmbedderWalk, index: CallIndex): Promise<AssistantPlan> {
  let planned = 0;
  let finished = 0;
  for await (const calls of walkEmbedder(walk)) {
    for (const { posed } of calls) {
      planned += 1;
      finished += index.find(posed.call.place) === null ? 0 : 1;
    }
  }
  return { model: walk.embedder.id, planned, finished };
}

/** Calls that are not finished stand in with a reply of some length. */
async function planJudges(
  { study, folder, exemplars, sources }: Pick<JudgeWalk, "study" | "folder" | "exemplars" | "sources">,
  outFolder: string | null,
): Promise<readonly JudgePlan[]> {
  const judges = judgesOfStudy(study);
  const path = outFolder === null ? null : runFile(outFolder, "completions");
  if (judges.length === 0) {
    return [];
  }
  const journal = path === null || !existsSync(path) ? null : readJournal(path);
  try {
    const replies = journal === null || path === null ? null : journaledReplies(journal, path);
    const standIn = { ...plainCompletion(unknownReply), callId: "" };
    const sample = await drawJudgeSample(study, folder);
    const replyAt: JudgeWalk["replyAt"] = (place) => replies?.(place) ?? standIn;
    const walk = { study, folder, exemplars, sources, poseOf: () => ({}), sample, replyAt };
    const plans: JudgePlan[] = [];
    for (const judge of judges) {
      const plan = { model: judge.id, planned: 0, finished: 0, promptTokens: 0 };
      for await (const calls of walkJudge(walk, judge)) {
        for (const { posed } of calls) {
          plan.planned += 1;
          if ((journal?.index.find(posed.call.place) ?? null) === null) {
            plan.promptTokens += promptTokensOf(posed.prompt);
          } else {
            plan.finished += 1;
          }
        }
      }
      plans.push({ ...plan, ...costsOf(judge, plan.planned - plan.finished, plan.promptTokens) });
    }
    return plans;
  } finally {
    await journal?.close();
  }
}

async function finishedCalls(outFolder: string | null): Promise<CallIndex> {
  const path = outFolder === null ? null : runFile(outFolder, "completions");
  if (path === null || !existsSync(path)) {
    return createCallIndex();
  }
  const journal = readJournal(path);
  await journal.close();
  return journal.index;
}

async function openQuietly(study: Study, model: StudyModel, surroundings: RunSurroundings): Promise<OpenBackend> {
  return await model.configured.open({
    resolvePath: (path) => resolve(study.folder, path),
    environment: surroundings.environment,
    now: surroundings.now,
    jitter: surroundings.jitter,
    seed: study.seed,
    model: model.id,
    concurrency: model.concurrency,
    endpoint: (origin) => createHttpEndpoint(origin, model.concurrency),
  });
}

function promptTokensOf({ messages }: Pick<Prompt, "messages">): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 0);
}

/** Names under which servers take the limit on completion tokens. */
const limitNames = ["max_tokens", "max_completion_tokens", "n_predict"];

/** Words a reply to an earlier turn may have, for the estimate of later prompts: nobody has answered yet. */
const unknownReply = "x".repeat(1000);

/** Every call of a batch, later turns included as far as they can be known. */
function* turnsOf(batch: Iterable<PlannedCall>): Generator<PlannedCall> {
  for (const planned of batch) {
    yield* conversationOf(planned, () => unknownReply);
  }
}

async function planModel(options: Parameters<typeof walkPlan>[0], index: CallIndex): Promise<ModelPlan> {
  const { model } = options;
  const notMade: Record<string, number> = {};
  let planned = 0;
  let finished = 0;
  let toAsk = 0;
  let promptTokens = 0;
  for await (const batch of walkPlan(options)) {
    for (const { posed, notMade: reason } of turnsOf(batch)) {
      planned += 1;
      if (reason !== null) {
        notMade[reason] = (notMade[reason] ?? 0) + 1;
      } else if (index.find(posed.call.place) !== null) {
        finished += 1;
      } else {
        toAsk += 1;
        promptTokens += promptTokensOf(posed.prompt);
      }
    }
  }
  return {
    model: model.id,
    backend: model.use,
    planned,
    notMade,
    finished,
    toAsk,
    promptTokens,
    ...costsOf(model, toAsk, promptTokens),
  };
}

/** What so many calls take at most, in tokens and money. */
function costsOf(
  { settings, price }: StudyModel,
  toAsk: number,
  promptTokens: number,
): Pick<ModelPlan, "completionTokensAtMost" | "cost"> {
  const { parameters } = settings;
  const limit = limitNames
    .map((name) => (typeof parameters === "object" && parameters !== null ? Reflect.get(parameters, name) : undefined))
    .find((value) => typeof value === "number");
  const completionTokensAtMost = limit === undefined ? null : limit * toAsk;
  if (price === null) {
    return { completionTokensAtMost, cost: null };
  }
  const input = (promptTokens * price.inputPerMillion) / 1e6;
  const output = completionTokensAtMost === null ? null : (completionTokensAtMost * price.outputPerMillion) / 1e6;
  return {
    completionTokensAtMost,
    cost: { input, atMost: output === null ? null : input + output, currency: price.currency },
  };
}
