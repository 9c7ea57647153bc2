/** A shorter text is as quickly written as looked for. */
const shortestWorth = 200;
const contentKey = '"content"';
const quote = '"';
const backslash = 92;
/** From a key to its value, both exclusive: a colon and perhaps blanks. */
const toValue = /\s*:\s*(?=")/uy;

/**
 * The text of a reply as it stands in the server's JSON, quotes and escapes included, so that a long one need not be written as
 * JSON a second time. Given only where the body holds the key `content` once, as any body of one choice does: then there is no
 * other text it could be. Undefined where that is not so, and for texts under 200 characters.
 *
 * @param body A reply that parses as JSON.
 * @param text What `content` holds in it.
 * @example literalOfContent('{"message":{"content":"…\\n…"}}', "…\n…") → '"…\\n…"', were it longer
 */
export function literalOfContent(body: string, text: string): string | undefined {
  if (text.length < shortestWorth) {
    return undefined;
  }
  // Inside a text the quotes would be escaped: these are the key's own.
  const key = body.indexOf(contentKey);
  if (key < 0 || body.indexOf(contentKey, key + contentKey.length) >= 0) {
    return undefined;
  }
  toValue.lastIndex = key + contentKey.length;
  if (!toValue.test(body)) {
    return undefined;
  }
  const start = toValue.lastIndex;
  for (let end = body.indexOf(quote, start + 1); end >= 0; end = body.indexOf(quote, end + 1)) {
    if (backslashesBefore(body, end) % 2 === 0) {
      return body.slice(start, end + 1);
    }
  }
  return undefined;
}

function backslashesBefore(body: string, place: number): number {
  let count = 0;
  while (body.charCodeAt(place - 1 - count) === backslash) {
    count += 1;
  }
  return count;
}
