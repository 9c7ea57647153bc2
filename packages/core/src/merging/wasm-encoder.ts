/** Instructions of WebAssembly, as bytes. */
export type Code = readonly number[];

/** Types of values that functions take and locals hold, by their byte in the binary format. */
export const valueTypes = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** Name of a value type. */
export type ValueType = keyof typeof valueTypes;

/** One exported function; its locals follow its parameters in number. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Unsigned LEB128, the format's way of writing whole numbers from 0 to 2^32. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of any 64-bit whole number. */
export function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && low < 64) || (rest === -1n && low >= 64)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

function text(value: string): number[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsignedLeb(bytes.length), ...bytes];
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const body = [...unsignedLeb(entries.length), ...entries.flat()];
  return [id, ...unsignedLeb(body.length), ...body];
}

/**
 * A binary module of these functions, each exported under its name, over one memory imported as `env.memory`.
 * Source: WebAssembly Core Specification 2.0, section 5 (binary format).
 */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...unsignedLeb(parameters.length),
    ...parameters.map((type) => valueTypes[type]),
    ...(result === undefined ? [0] : [1, valueTypes[result]]),
  ]);
  const codes = functions.map(({ locals, body }) => {
    const code = [...unsignedLeb(locals.length), ...locals.flatMap((type) => [1, valueTypes[type]]), ...body, 0x0b];
    return [...unsignedLeb(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [[...text("env"), ...text("memory"), 0x02, 0x00, 0x01]]),
    ...section(
      3,
      functions.map((_, index) => unsignedLeb(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0x00, ...unsignedLeb(index)]),
    ),
    ...section(10, codes),
  ]);
}
