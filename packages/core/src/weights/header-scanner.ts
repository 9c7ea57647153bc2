/** What is wrong with a header's text, and where. */
export class HeaderFault extends Error {
  /** Byte in the header, from 0. */
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const zero = 0x30;
const nine = 0x39;

/**
 * Reads JSON that may only hold what a header holds: objects with unlike keys, strings, arrays of non-negative whole
 * numbers. A general parser would take repeated keys for one, and build from nested brackets values of fifty times
 * their size in memory. Every method throws HeaderFault.
 */
export interface HeaderScanner {
  /** Walk an object's members; `member` must read the value. */
  object(member: (key: string, at: number) => void): void;
  string(): string;
  /** An array of at most `most` whole numbers from 0 to 2^53 - 1. */
  integers(most: number): number[];
  /** The end of the text, or blanks up to it. */
  end(): void;
  /** Place of the next byte. */
  position(): number;
}

/** A scanner over UTF-8 bytes, which must have been checked to be that. */
export function createHeaderScanner(bytes: Uint8Array): HeaderScanner {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  const skipBlanks = (): void => {
    for (;;) {
      const byte = bytes[at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
        return;
      }
      at += 1;
    }
  };
  const peek = (): number | undefined => {
    skipBlanks();
    return bytes[at];
  };
  const expect = (byte: number): void => {
    if (peek() !== byte) {
      throw new HeaderFault(at, `"${String.fromCharCode(byte)}" is wanted, ${described(bytes[at])} stands there`);
    }
    at += 1;
  };
  /** Whether another element follows: takes the comma, or the closing bracket. */
  const another = (close: number): boolean => {
    if (peek() === close) {
      at += 1;
      return false;
    }
    expect(comma);
    return true;
  };

  const string = (): string => {
    expect(quote);
    const start = at;
    let escaped = false;
    for (; ; at++) {
      const byte = bytes[at];
      if (byte === undefined) {
        throw new HeaderFault(start, "a text has no end");
      }
      if (byte < 0x20) {
        throw new HeaderFault(at, "a control character stands in a text");
      }
      if (byte === backslash) {
        escaped = true;
        at += 1;
      } else if (byte === quote) {
        break;
      }
    }
    const raw = text.toString("utf8", start, at);
    at += 1;
    return escaped ? unescaped(raw, start) : raw;
  };

  const integer = (): number => {
    const first = peek();
    const start = at;
    let value = 0;
    for (let byte = first; byte !== undefined && byte >= zero && byte <= nine; byte = bytes[++at]) {
      value = value * 10 + (byte - zero);
      if (!Number.isSafeInteger(value)) {
        throw new HeaderFault(start, "a number is beyond 2^53");
      }
    }
    if (at === start || (first === zero && at > start + 1)) {
      throw new HeaderFault(start, `a whole number is wanted, ${described(bytes[start])} stands there`);
    }
    return value;
  };

  return {
    object: (member) => {
      expect(0x7b);
      const seen = new Set<string>();
      if (peek() === 0x7d) {
        at += 1;
        return;
      }
      do {
        skipBlanks();
        const keyAt = at;
        const key = string();
        if (seen.has(key)) {
          throw new HeaderFault(keyAt, `"${shortened(key)}" stands twice`);
        }
        seen.add(key);
        expect(colon);
        member(key, keyAt);
      } while (another(0x7d));
    },
    string,
    integers: (most) => {
      expect(0x5b);
      const values: number[] = [];
      if (peek() === 0x5d) {
        at += 1;
        return values;
      }
      do {
        if (values.length === most) {
          throw new HeaderFault(at, `a list has more than ${most} numbers`);
        }
        values.push(integer());
      } while (another(0x5d));
      return values;
    },
    end: () => {
      if (peek() !== undefined) {
        throw new HeaderFault(at, `${described(bytes[at])} stands behind the end`);
      }
    },
    position: () => at,
  };
}

function unescaped(raw: string, start: number): string {
  let value: unknown;
  try {
    value = JSON.parse(`"${raw}"`);
  } catch {
    throw new HeaderFault(start, "a text has an escape that JSON does not know");
  }
  if (typeof value !== "string" || !value.isWellFormed()) {
    throw new HeaderFault(start, "a text has half a character");
  }
  return value;
}

function described(byte: number | undefined): string {
  if (byte === undefined) {
    return "the end";
  }
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
}

/** A name from a file, short enough for a message. */
export function shortened(name: string): string {
  return name.length > 120 ? `${name.slice(0, 117)}...` : name;
}
