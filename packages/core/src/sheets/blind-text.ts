/** What stands on a sheet in place of a name that would tell whose reply it is. */
export const hiddenName = "[model]";
/** Shorter names are words or labels more often than names. */
const leastCharacters = 3;

/**
 * A function that takes the names of models out of texts: the ids of the study, the names servers report, and the parts
 * of both behind a slash ("org/name" and "name"), in any case, where they stand alone. Names of one or two characters
 * stay: they are labels and words.
 *
 * @example blindTexts(["org/Qwen3-8B"])("I am qwen3-8b.") // "I am [model]."
 */
export function blindTexts(names: readonly string[]): (text: string) => string {
  const hidden = [...new Set(names.flatMap((name) => [name, name.split("/").at(-1) ?? ""]))]
    .filter((name) => name.length >= leastCharacters)
    // The longest first, so that a name is not left half.
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  if (hidden.length === 0) {
    return (text) => text;
  }
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${hidden.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => text.replace(pattern, hiddenName);
}
