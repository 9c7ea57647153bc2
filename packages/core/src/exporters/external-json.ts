/** How `JSON.stringify` writes half of a surrogate pair; no other output of it looks so. */
const loneSurrogate = /\\ud[89a-f][0-9a-f]{2}/;

/**
 * A value as JSON that strict readers take: a lone half of a surrogate pair (a reply cut inside a character) becomes
 * U+FFFD, where `JSON.stringify` alone writes an escape that pydantic and others refuse. `indent` as there.
 *
 * @example externalJson({ text: "a\ud83d" }) // '{"text":"a\ufffd"}'
 */
export function externalJson(value: unknown, indent?: number): string {
  const plain = JSON.stringify(value, null, indent);
  if (!loneSurrogate.test(plain)) {
    return plain;
  }
  return JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === "string" ? part.toWellFormed() : part),
    indent,
  );
}
