import { UsageError } from "./errors.ts";

/** A file of a dataset or model on the Hugging Face Hub at one revision. */
export interface HubReference {
  /** As it was written. */
  readonly text: string;
  readonly repository: "dataset" | "model";
  readonly owner: string;
  readonly name: string;
  /** Branch, tag, commit, or refs/pr/… and refs/convert/…; main when none was written. */
  readonly revision: string;
  /** Path inside the repository. */
  readonly file: string;
}

const pattern =
  /^hf:\/\/(?<datasets>datasets\/)?(?<owner>[\w.-]+)\/(?<name>[\w.-]+)(?:@(?<revision>refs\/(?:pr|convert)\/[\w.-]+|[\w.%-]+))?\/(?<file>.+)$/u;

/** Names that leave the folder, or that some file system or address cannot hold. */
const unsafeName = /^\.{0,2}$|[\u0000-\u001f\\:?#*"<>|]/u;

/** Only a model's weights are named without "datasets/": elsewhere the word was forgotten. */
const weights = /\.(?:gguf|safetensors)$/u;
/** First parts of addresses that are no owners. */
const kinds: ReadonlySet<string> = new Set(["datasets", "models", "spaces"]);

/** Whether a path is a Hugging Face reference, well written or not. */
export function isHubReference(path: string): boolean {
  return path.startsWith("hf://");
}

/**
 * The parts of `hf://datasets/<owner>/<name>@<revision>/<file>`, or of `hf://<owner>/<name>@<revision>/<file>` for a
 * .gguf or .safetensors file of a model. A revision with a slash is written with %2F, as in the Hub's own addresses;
 * refs/pr/… and refs/convert/… may be written plainly. Throws HUB_REFERENCE_INVALID for anything else, a path that
 * leaves the repository included.
 *
 * @example parseHubReference("hf://datasets/HiTZ/MedExpQA@0021f71/data/en/test.jsonl").revision → "0021f71"
 */
export function parseHubReference(text: string): HubReference {
  const { datasets, owner = "", name = "", revision: written = "main", file = "" } = pattern.exec(text)?.groups ?? {};
  const revision = decoded(written);
  const names = [owner, name, ...revision.split("/"), ...file.split("/")];
  const repository = datasets === undefined ? "model" : "dataset";
  if (
    names.some((part) => unsafeName.test(part)) ||
    (repository === "model" && (kinds.has(owner) || !weights.test(file)))
  ) {
    throw new UsageError("HUB_REFERENCE_INVALID", `"${text}" does not name a file of a dataset, or weights of a model`);
  }
  return { text, repository, owner, name, revision, file };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding after all; an empty name is refused.
    return "";
  }
}
