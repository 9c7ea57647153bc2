/** Characters of a reply that examples keep. */
const excerptCharacters = 280;

/** The beginning of a reply for an example: one line, 280 characters at most, "…" in place of what is cut off. */
export function replyBeginning(text: string): string {
  const line = text
    .slice(0, excerptCharacters * 4)
    .replace(/\s+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length <= excerptCharacters ? line : `${characters.slice(0, excerptCharacters - 1).join("")}…`;
}
