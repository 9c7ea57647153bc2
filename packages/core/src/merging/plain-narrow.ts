import type { FloatDtype } from "./vector-kernels.ts";

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** 2^112, which turns the bits of an IEEE half, shifted into place, into its value. */
const halfScale = 2 ** 112;

function widenHalf(stored: number): number {
  if ((stored & 0x7c00) === 0x7c00) {
    bits[0] = ((stored & 0x8000) << 16) | 0x7f800000 | ((stored & 0x3ff) << 13);
    return float[0] ?? 0;
  }
  bits[0] = (stored & 0x7fff) << 13;
  const magnitude = (float[0] ?? 0) * halfScale;
  return (stored & 0x8000) === 0 ? magnitude : -magnitude;
}

function narrowHalf(value: number): number {
  if (Number.isNaN(value)) {
    return 0x7e00;
  }
  float[0] = value;
  const pattern = bits[0] ?? 0;
  const sign = (pattern >>> 16) & 0x8000;
  const magnitude = pattern & 0x7fffffff;
  if (magnitude >= 0x47800000) {
    return sign | 0x7c00;
  }
  if (magnitude < 0x38800000) {
    // Adding 0.5 puts the last bit of the sum where the last bit of a subnormal half is; the sum rounds.
    bits[0] = magnitude;
    float[0] = (float[0] ?? 0) + 0.5;
    return sign | ((bits[0] ?? 0) - 0x3f000000);
  }
  return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
}

function narrowBrain(value: number): number {
  if (Number.isNaN(value)) {
    return 0x7fc0;
  }
  float[0] = value;
  const pattern = bits[0] ?? 0;
  return ((pattern + 0x7fff + ((pattern >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The stored numbers as float32; see `VectorKernels.widen`. */
export function plainWiden(dtype: FloatDtype, bytes: Uint8Array, out: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = out.length;
  if (dtype === "F32") {
    for (let index = 0; index < length; index++) {
      out[index] = view.getFloat32(index * 4, true);
    }
    return;
  }
  const patterns = new Uint32Array(out.buffer, out.byteOffset, length);
  for (let index = 0; index < length; index++) {
    const stored = view.getUint16(index * 2, true);
    if (dtype === "BF16") {
      patterns[index] = stored << 16;
    } else {
      out[index] = widenHalf(stored);
    }
  }
}

/** The values rounded into storage; see `VectorKernels.narrow`. */
export function plainNarrow(dtype: FloatDtype, values: Float32Array, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (dtype === "F32") {
      if (Number.isNaN(value)) {
        view.setUint32(index * 4, 0x7fc00000, true);
      } else {
        view.setFloat32(index * 4, value, true);
      }
    } else {
      view.setUint16(index * 2, dtype === "BF16" ? narrowBrain(value) : narrowHalf(value), true);
    }
  }
}
