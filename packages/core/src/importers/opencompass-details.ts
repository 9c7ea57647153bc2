import { fileChunks } from "./file-chunks.ts";
import { jsonMembers } from "./json-members.ts";
import { isRecord, listAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What a run made of one prediction. */
export interface CompassDetail {
  /** The reading: what its post-processor left of the prediction. */
  readonly reading: string;
  readonly reference: string | null;
  /** 1 or 0; null where only a mean over all was kept. */
  readonly correct: number | null;
}

/** A results file. */
export interface CompassResults {
  readonly measures: readonly { readonly measure: string; readonly value: number }[];
  /** By the prediction's number; empty where the run was told to keep no details. */
  readonly details: ReadonlyMap<number, CompassDetail>;
}

/** A reading longer than this is a reply that was not read. */
const longestReading = 200;

/**
 * The measures and details of a results file. Of each detail only its short parts are kept, some 100 bytes: the file
 * repeats every prompt. Throws what `jsonMembers` throws.
 */
export async function compassDetails(file: string): Promise<CompassResults> {
  const measures: { measure: string; value: number }[] = [];
  const details = new Map<number, CompassDetail>();
  const members = jsonMembers(file, fileChunks(file), (path) =>
    path.length === 0 || (path.length === 1 && path[0] === "details") ? "enter" : "take",
  );
  for await (const { path, value } of members) {
    const number = scoreOf(value);
    if (path.length === 1 && typeof value === "number" && number !== undefined) {
      measures.push({ measure: String(path[0]), value: number });
    } else if (path.length === 2 && isRecord(value) && /^\d+$/.test(String(path[1]))) {
      details.set(Number(path[1]), detailOf(value));
    }
  }
  return { measures, details };
}

function detailOf(detail: SourceRecord): CompassDetail {
  const text = (value: unknown): string | undefined => scalarText(Array.isArray(value) ? value[0] : value);
  const reading = text(detail["predictions"] ?? detail["pred"]) ?? "";
  const reference = text(detail["references"] ?? detail["answer"]);
  const stated = detail["correct"];
  const correct = scoreOf(Array.isArray(stated) ? listAt(detail, "correct")[0] : stated);
  return {
    reading: reading.length > longestReading ? "" : reading,
    reference: reference === undefined || reference.length > longestReading ? null : reference,
    correct: correct ?? null,
  };
}
