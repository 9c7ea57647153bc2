/** Longest part of a reply that is searched for reasons, in UTF-16 units: no explanation needs more, and a loop may fill the rest. */
const longestReason = 64_000;

/** The beginning of a reply, where its reasons are: all of it but for replies of a loop. */
export function searchedForReasons(text: string): string {
  return text.length > longestReason ? text.slice(0, longestReason) : text;
}
