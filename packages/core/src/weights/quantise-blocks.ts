import { bitsToHalves } from "./half-floats.ts";

/** Elements and bytes of a Q8_0 block. */
const elements = 32;
const blockBytes = 34;

/**
 * float32 → Q8_0: blocks of 32 elements, each a scale in half precision and 32 signed bytes. The scale is the largest
 * magnitude over 127; elements are divided by it before it is rounded, and go to the nearest integer, ties away from zero,
 * as ggml's reference does. The number of elements must be a multiple of 32, and all must be finite.
 */
export function quantiseQ8(floats: Float32Array): Uint8Array {
  const bytes = new Uint8Array((floats.length / elements) * blockBytes);
  const view = new DataView(bytes.buffer);
  const scales = new Float32Array(floats.length / elements);
  const halves = new Uint16Array(scales.length);
  for (let block = 0; block < scales.length; block++) {
    let largest = 0;
    for (let index = block * elements; index < (block + 1) * elements; index++) {
      largest = Math.max(largest, Math.abs(floats[index] ?? 0));
    }
    const scale = Math.fround(largest / 127);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    scales[block] = scale;
    for (let index = 0; index < elements; index++) {
      const value = Math.fround((floats[block * elements + index] ?? 0) * inverse);
      view.setInt8(block * blockBytes + 2 + index, Math.sign(value) * Math.floor(Math.abs(value) + 0.5));
    }
  }
  bitsToHalves(new Uint32Array(scales.buffer), halves);
  for (const [block, code] of halves.entries()) {
    view.setUint16(block * blockBytes, code, true);
  }
  return bytes;
}
