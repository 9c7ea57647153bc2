/** Lines of text as they stand in a file. */
export interface EncodedLines {
  /** UTF-8, a line break behind each line. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of each line without its line break. */
  readonly sizes: Uint32Array<ArrayBuffer>;
}

const lineFeed = 10;
/** UTF-8 bytes that one UTF-16 unit takes at most. */
const mostBytesPerCharacter = 3;

/**
 * Lines without their line breaks as UTF-8.
 *
 * @param lines Each in pieces that follow each other.
 * @param into Memory to write them into, where it is large enough: fresh buffers cost more than what is done in them.
 */
export function encodeLines(
  lines: readonly (readonly string[])[],
  into: Buffer<ArrayBuffer> = Buffer.alloc(0),
): EncodedLines {
  let most = lines.length;
  for (const pieces of lines) {
    for (const piece of pieces) {
      most += piece.length * mostBytesPerCharacter;
    }
  }
  const bytes = into.length < most ? Buffer.allocUnsafeSlow(most) : into;
  const sizes = new Uint32Array(lines.length);
  let end = 0;
  lines.forEach((pieces, index) => {
    const start = end;
    for (const piece of pieces) {
      end += bytes.write(piece, end);
    }
    sizes[index] = end - start;
    bytes[end++] = lineFeed;
  });
  return { bytes: bytes.subarray(0, end), sizes };
}
