/** Floats and their 32 bits: a float64 on the way would quieten signalling NaNs. */
type Bits = Uint32Array<ArrayBufferLike>;

/** Bits of every half-precision number in single precision, made when first needed. */
let singles: Uint32Array | undefined;

/** BF16 → float32, exact for all 65,536 codes. `target` is as long as `source`, and takes the bits. */
export function bfloatsToBits(source: Uint16Array, target: Bits): void {
  for (let index = 0; index < source.length; index++) {
    target[index] = (source[index] ?? 0) << 16;
  }
}

/**
 * float32 → BF16, to nearest, ties to even. NaN stays NaN with its sign and the upper bits of its payload; what is
 * beyond the largest number becomes infinite. A code that was BF16 before comes back as it was.
 */
export function bitsToBfloats(source: Bits, target: Uint16Array): void {
  for (let index = 0; index < source.length; index++) {
    const bits = source[index] ?? 0;
    if ((bits & 0x7fffffff) > 0x7f800000) {
      const upper = bits >>> 16;
      // A payload that lies in the lower half only would leave an infinity.
      target[index] = (upper & 0x7f) === 0 ? upper | 0x40 : upper;
    } else {
      target[index] = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
    }
  }
}

/** F16 → float32, exact for all 65,536 codes, subnormal numbers and NaN payloads included. */
export function halvesToBits(source: Uint16Array, target: Bits): void {
  singles ??= halfTable();
  for (let index = 0; index < source.length; index++) {
    target[index] = singles[source[index] ?? 0] ?? 0;
  }
}

/**
 * float32 → F16, to nearest, ties to even, subnormal numbers included; from 65520 on infinite. NaN stays NaN with its sign
 * and the upper bits of its payload.
 */
export function bitsToHalves(source: Bits, target: Uint16Array): void {
  for (let index = 0; index < source.length; index++) {
    target[index] = halfOf(source[index] ?? 0);
  }
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const size = bits & 0x7fffffff;
  if (size > 0x7f800000) {
    const payload = (size >>> 13) & 0x3ff;
    return sign | 0x7c00 | (payload === 0 ? 0x200 : payload);
  }
  // 65520 and beyond round to what half precision has no number for.
  if (size >= 0x477ff000) {
    return sign | 0x7c00;
  }
  // 2^-14 and beyond: a normal number. Rebias the exponent, round off 13 bits.
  if (size >= 0x38800000) {
    const moved = size - 0x38000000;
    return sign | ((moved + 0xfff + ((moved >>> 13) & 1)) >>> 13);
  }
  // Half of the least subnormal number, 2^-25, goes to zero by the tie rule; below it everything does.
  if (size <= 0x33000000) {
    return sign;
  }
  const shift = 126 - (size >>> 23);
  const mantissa = (size & 0x7fffff) | 0x800000;
  const whole = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (rest > half || (rest === half && (whole & 1) === 1) ? whole + 1 : whole);
}

function halfTable(): Uint32Array {
  const table = new Uint32Array(1 << 16);
  for (let code = 0; code < table.length; code++) {
    const sign = (code & 0x8000) << 16;
    const exponent = (code >>> 10) & 0x1f;
    const mantissa = code & 0x3ff;
    if (exponent === 0x1f) {
      table[code] = sign | 0x7f800000 | (mantissa << 13);
    } else if (exponent > 0) {
      table[code] = sign | ((exponent + 112) << 23) | (mantissa << 13);
    } else if (mantissa === 0) {
      table[code] = sign;
    } else {
      // A subnormal number: move its highest bit to where the implicit one stands.
      const shift = Math.clz32(mantissa) - 21;
      table[code] = sign | ((113 - shift) << 23) | (((mantissa << shift) & 0x3ff) << 13);
    }
  }
  return table;
}
