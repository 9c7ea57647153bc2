import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import { type Item, itemSchema } from "../records/item.ts";
import type { Imported, ImportedItem } from "./define.ts";
import { recordAt, type SourceRecord, scalarText } from "./source-record.ts";

/** Tag under which an import keeps the labels its source showed. */
const labelsTag = "recordedLabels";

const replySchema = z.looseObject({
  repeat: z.int().min(0),
  turn: z.int().min(0),
  reasoning: z.looseObject({ text: z.string().nullable() }).nullable(),
  finishReason: z.enum(["stop", "length", "content-filter", "tool-calls", "unknown"]),
  cutIn: z.enum(["reasoning", "answer"]).nullable(),
  status: z.string(),
  optionIds: z.array(z.string()),
  scores: z.record(
    z.string(),
    z.union([
      z.looseObject({ points: z.number(), min: z.number(), max: z.number() }),
      z.looseObject({ points: z.null() }),
    ]),
  ),
});

const documentSchema = z.looseObject({
  withheld: z.literal(false),
  exam: z.string(),
  itemId: z.string().min(1),
  perturbation: z.string().min(1),
  arm: z.string().min(1),
  item: itemSchema,
  labels: z.array(z.looseObject({ label: z.string(), optionId: z.string() })),
});

const sampleSchema = z.object({
  doc: z.looseObject({ viva: documentSchema }),
  resps: z.tuple([z.array(z.string())]),
  viva: z.looseObject({ replies: z.array(replySchema) }),
});

/** What the first line of a samples file says of all of them. */
export interface VivaSamples {
  readonly exam: string;
  readonly arm: string;
  readonly withheld: boolean;
}

/** What a samples file of Viva's own export is about; null for a line another tool wrote. */
export function vivaSamplesOf(sample: SourceRecord): VivaSamples | null {
  const about = recordAt(recordAt(sample, "doc"), "viva");
  const exam = scalarText(about["exam"]);
  const arm = scalarText(about["arm"]);
  return exam === undefined || arm === undefined || !Array.isArray(recordAt(sample, "viva")["replies"])
    ? null
    : { exam, arm, withheld: about["withheld"] === true };
}

/**
 * An item of an export with the labels its prompts showed: those of an earlier import, A, B, C, … or the options' ids.
 *
 * @param asRecorded Whether the run asked with labels as an earlier import had recorded them.
 */
export function vivaItem(item: Item, asRecorded: boolean, place: Place): ImportedItem {
  const ids = item.options.map(({ id }) => id);
  // The tag is made from the labels again; left in the item it would look like a stratum.
  const { [labelsTag]: kept, ...tags } = item.tags;
  // Given also where they are the ids: labels go with places, and a perturbation puts another option there.
  const labels = asRecorded ? kept : ids.map((_id, index) => letters[index] ?? String(index + 1));
  return {
    kind: "item",
    item: { ...item, tags },
    ...(labels?.length === ids.length ? { labels } : {}),
    place: { ...place, itemId: item.id },
  };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * One line of a samples file that Viva exported, as its item (where it is the original) and its replies: what the run
 * had, and not what a reader of other harness files could guess. Throws IMPORT_LAYOUT when it is not whole.
 */
export function* importVivaSample(
  sample: SourceRecord,
  {
    model,
    asRecorded,
    metric,
  }: { readonly model: string; readonly asRecorded: boolean; readonly metric?: string | undefined },
  at: Place,
): Generator<Imported> {
  const parsed = sampleSchema.safeParse(sample);
  if (!parsed.success) {
    throw new DataError("IMPORT_LAYOUT", `not as Viva exports a sample: ${z.prettifyError(parsed.error)}`, {
      place: at,
    });
  }
  const { doc, resps, viva } = parsed.data;
  const { item, itemId, perturbation, arm, labels } = doc.viva;
  const [texts] = resps;
  if (texts.length !== viva.replies.length) {
    throw new DataError("IMPORT_LAYOUT", `${texts.length} texts for ${viva.replies.length} replies`, { place: at });
  }
  const place = { ...at, itemId };
  const isOriginal = perturbation === "none";
  if (isOriginal) {
    yield vivaItem(item, asRecorded, at);
  }
  const promptText = scalarText(recordAt(recordAt(sample, "arguments"), "gen_args_0")["arg_0"]);
  for (const [index, reply] of viva.replies.entries()) {
    yield {
      kind: "reply",
      itemId,
      model,
      arm,
      ...(isOriginal ? {} : { perturbation }),
      repeat: reply.repeat,
      turn: reply.turn,
      text: texts[index] ?? "",
      ...reasoningOf(reply),
      finishReason: reply.finishReason,
      sourceReading: item.options.length === 0 ? null : reply.status === "chosen" ? reply.optionIds : [],
      sourceScore: shareOf(reply, metric),
      // Another form of an item may show others; its perturbation gives them again.
      ...(isOriginal && labels.length > 0 ? { labels: labels.map(({ label }) => label) } : {}),
      ...(promptText === undefined ? {} : { promptText }),
      place,
    };
  }
}

/** Hidden reasoning in which a reply was cut off stays reasoning, without its words. */
function reasoningOf({ reasoning, cutIn }: z.infer<typeof replySchema>): { reasoning?: string } {
  const text = reasoning?.text ?? (cutIn === "reasoning" ? "" : undefined);
  return text === undefined ? {} : { reasoning: text };
}

/** Points as a share of what could be had, by the first scorer or the one that is named. */
function shareOf({ scores }: z.infer<typeof replySchema>, metric: string | undefined): number | null {
  const score = Object.entries(scores).find(
    ([name]) => metric === undefined || name === metric || name.replace(/[^\p{L}\p{N}]+/gu, "_") === metric,
  )?.[1];
  if (score === undefined || score.points === null) {
    return null;
  }
  const share = (score.points - Number(score["min"])) / (Number(score["max"]) - Number(score["min"]));
  return Number.isFinite(share) ? share : null;
}
