import type { Completion, TokenLogprobs } from "../records/completion.ts";

interface GivenToken {
  readonly token: string;
  readonly bytes?: unknown;
  readonly top_logprobs?: unknown;
}

/**
 * The alternatives at the answer's first token, out of a choice's `logprobs`. Servers with a reasoning parser list
 * the tokens of the reasoning, too, so the answer's first token is the last one from which the answer's text follows;
 * tokens that are blank are passed over. Null where the server gives none, or the answer is empty or not to be found.
 *
 * @example a reply "C" of the tokens "\n", "C" → the alternatives at "C"
 */
export function answerLogprobs(given: unknown, { text, reasoning }: Completion): TokenLogprobs | null {
  const content = typeof given === "object" && given !== null && "content" in given ? given.content : null;
  const tokens = Array.isArray(content) ? content.filter(isToken) : [];
  if (tokens.length === 0) {
    return null;
  }
  const answer = Buffer.from(text.trim());
  if (answer.length === 0) {
    return null;
  }
  const pieces = tokens.map(bytesOf);
  const joined = Buffer.concat(pieces);
  let end = joined.length;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const start = end - (pieces[index]?.length ?? 0);
    const visible = start + leadingBlanks(joined.subarray(start, end));
    if (visible < end && joined.subarray(visible, visible + answer.length).equals(answer)) {
      return alternativesOf(tokens[index]);
    }
    end = start;
  }
  // A server that does not give bytes garbles characters that take several tokens; without reasoning the place is sure.
  return reasoning === null ? alternativesOf(tokens.find(({ token }) => token.trim() !== "")) : null;
}

function isToken(value: unknown): value is GivenToken {
  return typeof value === "object" && value !== null && "token" in value && typeof value.token === "string";
}

function bytesOf({ token, bytes }: GivenToken): Buffer {
  return Array.isArray(bytes) && bytes.every((byte) => Number.isInteger(byte))
    ? Buffer.from(bytes)
    : Buffer.from(token);
}

/** Length of the spaces and line breaks at the start. */
function leadingBlanks(piece: Buffer): number {
  const first = piece.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first < 0 ? piece.length : first;
}

function alternativesOf(token: GivenToken | undefined): TokenLogprobs | null {
  const listed: readonly unknown[] = Array.isArray(token?.top_logprobs) ? token.top_logprobs : [];
  const top = listed.flatMap((entry) =>
    isToken(entry) && "logprob" in entry && typeof entry.logprob === "number"
      ? [{ token: entry.token, logprob: entry.logprob }]
      : [],
  );
  return top.length === 0 ? null : { kind: "chat-top", top: top.sort((one, other) => other.logprob - one.logprob) };
}
