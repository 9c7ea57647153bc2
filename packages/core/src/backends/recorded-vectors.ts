import { z } from "zod";
import { BackendError, DataError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { plainCompletion } from "../records/completion.ts";
import { defineBackend, type OpenBackend } from "./define.ts";
import { openLineReader } from "./replies-file.ts";

const vectorSchema = z.array(z.number()).min(1);

/** A line of a person's own making. */
const givenSchema = z.looseObject({ input: z.string(), vector: vectorSchema, model: z.string().optional() });

/** A line of a journal that answers an embedder's call. Its other lines are passed over. */
const journaledSchema = z.looseObject({
  role: z.literal("embedder"),
  model: z.string(),
  promptHash: z.string(),
  text: z.string(),
});

export default defineBackend({
  name: "recorded-vectors",
  description:
    "Gives vectors of texts recorded before, by the text: from a run's completions.jsonl or a file of one's own",
  source: "Viva",
  needsNetwork: false,
  readsItem: false,
  embeds: true,
  settings: z.strictObject({
    path: z
      .string()
      .min(1)
      .describe(
        "JSON Lines: a run folder's completions.jsonl, or {input, vector, model?} a line; a line without model serves every model.",
      ),
    recordedAs: z.string().min(1).optional().describe("The model's name in the file; default: its id in the study."),
  }),
  files: ({ path }, { resolvePath }) => [resolvePath(path)],
  // Texts decide, not the file: a longer one extends a run.
  parameters: () => ({}),
  open: async ({ path, recordedAs }, { resolvePath, model }) =>
    await openVectors(resolvePath(path), recordedAs ?? model),
});

/** Throws REPLAY_INVALID for a line that is neither, and what reading the file throws. */
async function openVectors(path: string, model: string): Promise<OpenBackend> {
  const places = new Map<string, { readonly offset: number; readonly sizeBytes: number }>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const parsed = parseRecorded(parseJsonLine(line, path));
      if (parsed.status === "wrong") {
        throw new DataError("REPLAY_INVALID", parsed.why, { place: { file: path, line: line.number } });
      }
      if (parsed.status === "vector" && (parsed.model === null || parsed.model === model) && !places.has(parsed.hash)) {
        places.set(parsed.hash, { offset: line.offset, sizeBytes: line.sizeBytes });
      }
    }
  }
  const reader = openLineReader(path);
  let open = true;
  return {
    pose: ({ call }) => (call.role === "embedder" ? { posed: true } : { posed: false, reason: "not-posed" }),
    complete: ({ call, prompt }) => {
      if (!open) {
        return Promise.resolve({ status: "cancelled" });
      }
      const place = places.get(prompt.hash);
      if (place === undefined) {
        const error = new BackendError("REPLAY_VECTOR_ABSENT", `holds no vector of "${model}" for this text`, {
          place: { file: path, itemId: call.itemId },
        });
        return Promise.resolve({ status: "failed", error, attempts: [], hopeless: false });
      }
      const parsed = parseRecorded(JSON.parse(reader.read(place.offset, place.sizeBytes)));
      const text = parsed.status === "vector" ? parsed.text : "";
      return Promise.resolve({ status: "completed", completion: plainCompletion(text), attempts: [] });
    },
    close: () => {
      open = false;
      reader.close();
      return Promise.resolve();
    },
  };
}

type Recorded =
  | { readonly status: "vector"; readonly hash: string; readonly text: string; readonly model: string | null }
  | { readonly status: "other" }
  | { readonly status: "wrong"; readonly why: string };

function parseRecorded(value: unknown): Recorded {
  const journaled = journaledSchema.safeParse(value);
  if (journaled.success) {
    const { promptHash: hash, text, model } = journaled.data;
    return { status: "vector", hash, text, model };
  }
  if (typeof value === "object" && value !== null && "callId" in value) {
    return { status: "other" };
  }
  const given = givenSchema.safeParse(value);
  if (!given.success) {
    return { status: "wrong", why: `neither a vector nor a line of a journal: ${z.prettifyError(given.error)}` };
  }
  const { input, vector, model = null } = given.data;
  // As a call that asks for the vector is made: its one message is the text.
  const hash = identityHash(JSON.stringify([{ role: "user", content: input }]));
  return { status: "vector", hash, text: JSON.stringify(vector), model };
}
