/** Numbers of a slot: its generation, the n-gram's prefix, last token and number. */
const slotSize = 4;

/**
 * Numbers the n-grams of one order: an n-gram is the number of its first n − 1 tokens' (n − 1)-gram and its last token, so
 * that two integers name it exactly, whatever n, and nothing rests on a hash being unique.
 */
export class NgramTable {
  /** A slot is taken when it bears the present generation: clearing costs nothing. */
  #slots = new Int32Array(1024 * slotSize);
  #generation = 1;
  #size = 0;

  /** N-grams that have a number, which are 0 to size − 1. */
  get size(): number {
    return this.#size;
  }

  /** Forget every n-gram. */
  clear(): void {
    this.#size = 0;
    this.#generation += 1;
    if (this.#generation === 0x7fffffff) {
      this.#slots.fill(0);
      this.#generation = 1;
    }
  }

  /** The number of an n-gram, a new one if it has none. */
  add(prefix: number, token: number): number {
    if (2 * slotSize * this.#size >= this.#slots.length) {
      this.#grow();
    }
    const slots = this.#slots;
    const at = slotOf(slots, this.#generation, prefix, token);
    if (slots[at] === this.#generation) {
      return slots[at + 3] ?? -1;
    }
    return put(slots, at, this.#generation, prefix, token, this.#size++);
  }

  /** The number of an n-gram, −1 if it has none. */
  find(prefix: number, token: number): number {
    const slots = this.#slots;
    const at = slotOf(slots, this.#generation, prefix, token);
    return slots[at] === this.#generation ? (slots[at + 3] ?? -1) : -1;
  }

  #grow(): void {
    const old = this.#slots;
    const generation = this.#generation;
    const slots = new Int32Array(2 * old.length);
    for (let from = 0; from < old.length; from += slotSize) {
      if (old[from] === generation) {
        const prefix = old[from + 1] ?? 0;
        const token = old[from + 2] ?? 0;
        put(slots, slotOf(slots, generation, prefix, token), generation, prefix, token, old[from + 3] ?? 0);
      }
    }
    this.#slots = slots;
  }
}

/** Where an n-gram is, or where it would be put. */
function slotOf(slots: Int32Array, generation: number, prefix: number, token: number): number {
  const last = slots.length - 1;
  const mixed = Math.imul(prefix, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
  let at = Math.imul(mixed ^ (mixed >>> 15), slotSize) & last;
  while (slots[at] === generation && (slots[at + 1] !== prefix || slots[at + 2] !== token)) {
    at = (at + slotSize) & last;
  }
  return at;
}

function put(slots: Int32Array, at: number, generation: number, prefix: number, token: number, id: number): number {
  slots[at] = generation;
  slots[at + 1] = prefix;
  slots[at + 2] = token;
  slots[at + 3] = id;
  return id;
}
