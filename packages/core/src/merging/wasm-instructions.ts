import { type Code, signedLeb, unsignedLeb } from "./wasm-encoder.ts";

type Operation = (...operands: readonly Code[]) => Code;

/** An instruction of one byte after its operands. */
const plain =
  (opcode: number): Operation =>
  (...operands) => [...operands.flat(), opcode];

/** A vector instruction after its operands. */
const vector =
  (opcode: number): Operation =>
  (...operands) => [...operands.flat(), 0xfd, ...unsignedLeb(opcode)];

/** A memory access `offset` bytes after the address on the stack; no alignment is promised. */
const access =
  (...opcode: readonly number[]) =>
  (offset: number, ...operands: readonly Code[]): Code => [...operands.flat(), ...opcode, 0, ...unsignedLeb(offset)];

/** Value of a parameter or local. */
export const get = (local: number): Code => [0x20, ...unsignedLeb(local)];
/** Put a value into a local. */
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsignedLeb(local)];

/** A whole number of 32 bits, given signed or unsigned. */
export const int = (value: number): Code => [0x41, ...signedLeb(BigInt(value | 0))];
/** A whole number of 64 bits. */
export const long = (value: bigint): Code => [0x42, ...signedLeb(value)];

/** Run `body` as long as `condition` holds. */
export const whileLoop = (condition: Code, body: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...[...condition, 0x45, 0x0d, 1],
  ...[...body, 0x0c, 0],
  ...[0x0b, 0x0b],
];
/** Run one of two bodies. */
export const choose = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...[...condition, 0x04, 0x40],
  ...then,
  ...(otherwise.length === 0 ? [] : [0x05, ...otherwise]),
  0x0b,
];

/** Instructions on whole numbers of 32 bits. */
export const i32 = {
  equal: plain(0x46),
  lessUnsigned: plain(0x49),
  greaterUnsigned: plain(0x4b),
  add: plain(0x6a),
  subtract: plain(0x6b),
  and: plain(0x71),
  xor: plain(0x73),
  shiftLeft: plain(0x74),
  shiftRight: plain(0x76),
  isZero: plain(0x45),
  /** The first operand where the third is not zero, else the second. */
  select: plain(0x1b),
  load: access(0x28),
  store: access(0x36),
} as const;

/** Instructions on whole numbers of 64 bits. */
export const i64 = {
  multiply: plain(0x7e),
  shiftRight: plain(0x88),
  /** From 32 unsigned bits. */
  extend: plain(0xad),
  /** The lower 32 bits. */
  wrap: plain(0xa7),
} as const;

/** Adds two doubles. */
export const addDoubles = plain(0xa0);

/** Vector instructions: four numbers of 32 bits, or two doubles. */
export const v128 = {
  load: access(0xfd, 0x00),
  /** Four unsigned numbers of 16 bits, widened to 32. */
  loadHalves: access(0xfd, 0x04),
  store: access(0xfd, 0x0b),
  /** Stores the lower 64 bits. */
  storeLow: (offset: number, ...operands: readonly Code[]): Code => [
    ...[...operands.flat(), 0xfd, 0x5b, 0],
    ...[...unsignedLeb(offset), 0],
  ],
  and: vector(0x4e),
  /** The bits of the first operand that the second has not. */
  andNot: vector(0x4f),
  or: vector(0x50),
  xor: vector(0x51),
  /** Bits of the first operand where the third has ones, else of the second. */
  select: vector(0x52),
  anyTrue: vector(0x53),
  /** Moves the upper half down; the upper half of the result is of no use. */
  upperHalf: (value: Code): Code => [
    ...[...value, ...value],
    ...[0xfd, 0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
  ],
  /** The lower 16 bits of each of four numbers below 65536, packed into the lower half. */
  packHalves: (value: Code): Code => [...[...value, ...value], ...[0xfd, 0x86, 0x01]],
} as const;

/** A vector of four equal whole numbers. */
export const fourInts = (value: number): Code => [...int(value), 0xfd, 0x11];
/** A vector of four times the whole number on the stack. */
export const splatInt = vector(0x11);
/** A vector of four times the float on the stack. */
export const splatFloat = vector(0x13);

/** Vector instructions on four whole numbers of 32 bits. */
export const i32x4 = {
  equal: vector(0x37),
  lessSigned: vector(0x39),
  greaterSigned: vector(0x3b),
  shiftLeft: vector(0xab),
  shiftRight: vector(0xad),
  add: vector(0xae),
  subtract: vector(0xb1),
} as const;

/** Vector instructions on four floats. */
export const f32x4 = {
  equal: vector(0x41),
  notEqual: vector(0x42),
  greater: vector(0x44),
  atLeast: vector(0x46),
  absolute: vector(0xe0),
  add: vector(0xe4),
  subtract: vector(0xe5),
  multiply: vector(0xe6),
  divide: vector(0xe7),
} as const;

/** Vector instructions on two doubles. */
export const f64x2 = {
  /** Two doubles of the two lower floats. */
  promoteLow: vector(0x5f),
  add: vector(0xf0),
  multiply: vector(0xf2),
  /** One of the two as a scalar. */
  lane: (index: 0 | 1, value: Code): Code => [...value, 0xfd, 0x21, index],
} as const;
