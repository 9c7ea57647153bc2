import { UsageError } from "./errors.ts";

/** A file of a dataset on the Hugging Face Hub at one revision. */
export interface HubReference {
  /** As it was written. */
  readonly text: string;
  readonly owner: string;
  readonly name: string;
  /** Branch, tag, commit, or refs/pr/… and refs/convert/…; main when none was written. */
  readonly revision: string;
  /** Path inside the dataset. */
  readonly file: string;
}

const pattern =
  /^hf:\/\/datasets\/(?<owner>[\w.-]+)\/(?<name>[\w.-]+)(?:@(?<revision>refs\/(?:pr|convert)\/[\w.-]+|[\w.%-]+))?\/(?<file>.+)$/u;

/** Names that leave the folder, or that some file system or address cannot hold. */
const unsafeName = /^\.{0,2}$|[\u0000-\u001f\\:?#*"<>|]/u;

/** Whether a path is a Hugging Face reference, well written or not. */
export function isHubReference(path: string): boolean {
  return path.startsWith("hf://");
}

/**
 * The parts of `hf://datasets/<owner>/<name>@<revision>/<file>`. A revision with a slash is written with %2F, as in
 * the Hub's own addresses; refs/pr/… and refs/convert/… may be written plainly. Throws HUB_REFERENCE_INVALID for
 * anything else, a path that leaves the dataset included.
 *
 * @example parseHubReference("hf://datasets/HiTZ/MedExpQA@0021f71/data/en/test.jsonl").revision → "0021f71"
 */
export function parseHubReference(text: string): HubReference {
  const { owner = "", name = "", revision: written = "main", file = "" } = pattern.exec(text)?.groups ?? {};
  const revision = decoded(written);
  const names = [owner, name, ...revision.split("/"), ...file.split("/")];
  if (names.some((part) => unsafeName.test(part))) {
    throw new UsageError("HUB_REFERENCE_INVALID", `"${text}" does not name a file of a dataset`);
  }
  return { text, owner, name, revision, file };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding after all; an empty name is refused.
    return "";
  }
}
