import { UsageError } from "../base/errors.ts";

/** A model or adapter as a recipe names it. */
export interface ModelPath {
  /** A path, or owner/name on the Hugging Face Hub. */
  readonly path: string;
  /** Branch, tag or commit on the Hub. */
  readonly revision: string | null;
}

/** A model of a recipe: weights, and an adapter to be added to them. */
export interface ModelReference extends ModelPath {
  readonly adapter: ModelPath | null;
  /** As it stands in the recipe. */
  readonly text: string;
}

/**
 * Read `path`, `path@revision`, `path+adapter` or `path@revision+adapter@revision`. The last plus sign parts the adapter,
 * the last at sign of each half the revision, as mergekit has it. Throws MERGE_RECIPE_INVALID for an empty part.
 */
export function parseModelReference(text: string): ModelReference {
  const plus = text.lastIndexOf("+");
  const model = partOf(plus < 0 ? text : text.slice(0, plus), text);
  return { ...model, adapter: plus < 0 ? null : partOf(text.slice(plus + 1), text), text };
}

function partOf(part: string, text: string): ModelPath {
  const at = part.lastIndexOf("@");
  // An at sign before a slash is part of a folder's name.
  const named = at > 0 && !part.slice(at).includes("/");
  const path = named ? part.slice(0, at) : part;
  const revision = named ? part.slice(at + 1) : null;
  if (path.trim() === "" || revision === "") {
    throw new UsageError("MERGE_RECIPE_INVALID", `"${text}" is no model: path@revision+adapter is the form`);
  }
  return { path, revision };
}
