import { UsageError } from "../base/errors.ts";
import { createColumn, createDictionary } from "../base/growable.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import type { Answer } from "../records/answer.ts";
import { type Item, tagValuesOf } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";
import { type Specification, scorersOfExam } from "../runs/specification.ts";
import { allocateSample } from "../sheets/allocate-sample.ts";
import { type ReplyOutcome, replyOutcome } from "../sheets/reply-outcome.ts";
import { answersOf } from "../sheets/run-answers.ts";
import { openScores } from "../sheets/run-scores.ts";
import type { ReviewStratum } from "./review-key.ts";

/** What replies are drawn from and how many. */
export interface ReviewSampleOptions {
  /** Replies of each model. */
  readonly perModel: number;
  readonly seed: number;
  /** Only these; all when left out. */
  readonly models?: readonly string[];
  readonly outcomes?: readonly ReplyOutcome[];
  readonly arms?: readonly string[];
  readonly perturbations?: readonly string[];
  /** Tag whose values the sample is spread over. */
  readonly by: string;
}

/** A reply of the sample with its stratum. */
export interface SampledReply {
  readonly answer: Answer;
  readonly stratum: number;
}

/** A sample of a run's replies. */
export interface DrawnReview {
  readonly strata: readonly ReviewStratum[];
  /** In random order. */
  readonly sampled: readonly SampledReply[];
}

/**
 * Draw replies for people to rate. The population is items by model: of an item that a model was asked several times one
 * reply is taken at random, so that every case is an item of its own. Each model gives as many replies, shared out over
 * the outcomes of its items as `allocateSample` says; within an outcome the draw is systematic along the values of a tag
 * (every k-th item in the order of the values, at random within one and from a random start), which spreads it over the
 * specialties in their proportions. Answers and scores are read twice; memory is 24 bytes an item and model.
 *
 * Throws ARGUMENT_INVALID for an unknown model, arm, perturbation or outcome without replies, or a sample smaller than a
 * model's outcomes are many, and RUN_FILES_DISAGREE.
 */
export async function drawReview(
  folder: string,
  specification: Specification,
  options: ReviewSampleOptions,
): Promise<DrawnReview> {
  const values = await itemValues(folder, options.by);
  const candidates = await findCandidates(folder, specification, options, values.codeOf);
  const { strata, members } = stratified(candidates, options);
  const wanted = new Map<number, number>();
  for (const [place, stratum] of strata.entries()) {
    for (const ordinal of systematic(members[place] ?? [], stratum, candidates, values.ranks, options.seed)) {
      wanted.set(ordinal, place);
    }
  }
  const sampled: SampledReply[] = [];
  let ordinal = 0;
  for await (const answer of answersOf(folder)) {
    const stratum = wanted.get(ordinal);
    if (stratum !== undefined) {
      sampled.push({ answer, stratum });
    }
    ordinal += 1;
  }
  return { strata, sampled: randomStream(options.seed, "review", "order").shuffled(sampled) };
}

/** One reply of each item and model, by columns. */
interface Candidates {
  readonly models: readonly string[];
  readonly outcomes: readonly string[];
  /** Place of the reply in answers.jsonl. */
  readonly ordinals: Float64Array;
  readonly model: Int32Array;
  readonly outcome: Int32Array;
  readonly value: Int32Array;
  readonly draw: Float64Array;
}

async function findCandidates(
  folder: string,
  specification: Specification,
  options: ReviewSampleOptions,
  codeOf: (exam: string, itemId: string) => number,
): Promise<Candidates> {
  const models = createDictionary();
  const outcomes = createDictionary();
  const columns = {
    ordinals: createColumn(Float64Array),
    model: createColumn(Int32Array),
    outcome: createColumn(Int32Array),
    value: createColumn(Int32Array),
    draw: createColumn(Float64Array),
  };
  const seen = { models: new Set<string>(), arms: new Set<string>(), perturbations: new Set<string>() };
  const seenOutcomes = new Set<string>();
  let best: { answer: Answer; outcome: ReplyOutcome; ordinal: number; draw: number } | null = null;
  const take = (): void => {
    if (best !== null && (options.outcomes?.includes(best.outcome) ?? true)) {
      columns.ordinals.push(best.ordinal);
      columns.model.push(models.code(best.answer.model));
      columns.outcome.push(outcomes.code(best.outcome));
      columns.value.push(codeOf(best.answer.exam, best.answer.itemId));
      columns.draw.push(best.draw);
    }
    best = null;
  };
  const headline = new Map<string, string | undefined>();
  const scores = openScores(folder);
  try {
    let ordinal = 0;
    for await (const answer of answersOf(folder)) {
      const { exam, model, arm, perturbation } = answer;
      if (!headline.has(exam)) {
        headline.set(exam, scorersOfExam(specification, exam)[0]);
      }
      const score = scores.of(answer).find(({ scorer }) => scorer === headline.get(exam));
      const points =
        score === undefined || score.points === null ? null : (score.points - score.min) / (score.max - score.min);
      seen.models.add(model);
      seen.arms.add(arm);
      seen.perturbations.add(perturbation);
      // The calls of an item stand beside each other.
      if (
        best !== null &&
        (best.answer.itemId !== answer.itemId || best.answer.model !== model || best.answer.exam !== exam)
      ) {
        take();
      }
      if (
        (options.models?.includes(model) ?? true) &&
        (options.arms?.includes(arm) ?? true) &&
        (options.perturbations?.includes(perturbation) ?? true)
      ) {
        const draw = randomStream(options.seed, "review", answer.callId).fraction();
        const outcome = replyOutcome(answer.status, points);
        seenOutcomes.add(outcome);
        if (best === null || draw < best.draw) {
          best = { answer, outcome, ordinal, draw };
        }
      }
      ordinal += 1;
    }
    take();
  } finally {
    scores.close();
  }
  refuseUnknown("--models", options.models, seen.models);
  refuseUnknown("--arms", options.arms, seen.arms);
  refuseUnknown("--perturbations", options.perturbations, seen.perturbations);
  if (columns.ordinals.length === 0) {
    const found = seenOutcomes.size === 0 ? "there are no replies" : `replies are ${[...seenOutcomes].join(", ")}`;
    throw new UsageError("ARGUMENT_INVALID", `no reply to draw from: ${found}`);
  }
  return {
    models: models.texts,
    outcomes: outcomes.texts,
    ordinals: columns.ordinals.values(),
    model: columns.model.values(),
    outcome: columns.outcome.values(),
    value: columns.value.values(),
    draw: columns.draw.values(),
  };
}

function refuseUnknown(flag: string, wanted: readonly string[] | undefined, seen: ReadonlySet<string>): void {
  const unknown = wanted?.filter((name) => !seen.has(name)) ?? [];
  if (unknown.length > 0) {
    const known = seen.size === 0 ? "there are no replies" : `replies are there of ${[...seen].join(", ")}`;
    throw new UsageError("ARGUMENT_INVALID", `${flag} ${unknown.join(",")}: ${known}`);
  }
}

/** Strata in the order of models and outcomes by name, with the candidates of each. */
function stratified(
  { models, outcomes, model, outcome }: Candidates,
  { perModel }: ReviewSampleOptions,
): { readonly strata: readonly ReviewStratum[]; readonly members: readonly (readonly number[])[] } {
  const byStratum = new Map<string, number[]>();
  for (let place = 0; place < model.length; place++) {
    const name = JSON.stringify([models[model[place] ?? 0], outcomes[outcome[place] ?? 0]]);
    const held = byStratum.get(name);
    if (held === undefined) {
      byStratum.set(name, [place]);
    } else {
      held.push(place);
    }
  }
  const named = [...byStratum]
    .map(([name, members]) => {
      const [of, what] = JSON.parse(name) as [string, ReplyOutcome];
      return { model: of, outcome: what, members };
    })
    .sort((a, b) => (a.model === b.model ? (a.outcome < b.outcome ? -1 : 1) : a.model < b.model ? -1 : 1));
  const strata: ReviewStratum[] = [];
  const ordered: (readonly number[])[] = [];
  for (const name of new Set(named.map((one) => one.model))) {
    const own = named.filter((one) => one.model === name);
    const sizes = own.map(({ members }) => members.length);
    const counts = allocateSample(sizes, perModel, { flag: "--per-model", by: `outcome (${name})` });
    for (const [place, { members, ...stratum }] of own.entries()) {
      strata.push({ ...stratum, size: members.length, sampled: counts[place] ?? 0 });
      ordered.push(members);
    }
  }
  return { strata, members: ordered };
}

/** Places in answers.jsonl of every k-th member along the tag's values, from a random start. */
function systematic(
  members: readonly number[],
  { model, outcome, size, sampled }: ReviewStratum,
  { ordinals, value, draw }: Candidates,
  ranks: Int32Array,
  seed: number,
): readonly number[] {
  const rank = (place: number): number => ranks[value[place] ?? -1] ?? -1;
  const along = [...members].sort(
    (a, b) => rank(a) - rank(b) || (draw[a] ?? 0) - (draw[b] ?? 0) || (ordinals[a] ?? 0) - (ordinals[b] ?? 0),
  );
  const start = randomStream(seed, "review", "start", model, outcome).fraction();
  return Array.from({ length: sampled }, (_, turn) => {
    const at = Math.min(size - 1, Math.floor(((start + turn) * size) / sampled));
    return ordinals[along[at] ?? 0] ?? 0;
  });
}

/** The first value of a tag of every item, by code; ranks put the codes in the order of the values. */
async function itemValues(
  folder: string,
  tag: string,
): Promise<{ codeOf(exam: string, itemId: string): number; readonly ranks: Int32Array }> {
  const values = createDictionary();
  const codes = new Map<string, number>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const item = parseJsonLine(line, path) as Item & { readonly exam: string };
      codes.set(nameOf(item.exam, item.id), values.code(tagValuesOf(item, tag)[0] ?? ""));
    }
  }
  const order = [...values.texts.keys()].sort((a, b) => ((values.texts[a] ?? "") < (values.texts[b] ?? "") ? -1 : 1));
  const ranks = new Int32Array(order.length);
  for (const [rank, code] of order.entries()) {
    ranks[code] = rank;
  }
  return { codeOf: (exam, itemId) => codes.get(nameOf(exam, itemId)) ?? -1, ranks };
}

function nameOf(exam: string, id: string): string {
  return JSON.stringify([exam, id]);
}
