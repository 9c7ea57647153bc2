/**
 * Numbers the n-grams of one order: an n-gram is the number of its first n − 1 tokens' (n − 1)-gram and its last token, so
 * that two integers name it exactly, whatever n, and nothing rests on a hash being unique.
 */
export class NgramTable {
  #prefixes = new Int32Array(1024);
  #tokens = new Int32Array(1024);
  #ids = new Int32Array(1024);
  /** A slot is taken when it bears the present generation: clearing costs nothing. */
  #stamps = new Int32Array(1024);
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
      this.#stamps.fill(0);
      this.#generation = 1;
    }
  }

  /** The number of an n-gram, a new one if it has none. */
  add(prefix: number, token: number): number {
    if (2 * this.#size >= this.#ids.length) {
      this.#grow();
    }
    const slot = this.#slot(prefix, token);
    if (this.#stamps[slot] !== this.#generation) {
      this.#prefixes[slot] = prefix;
      this.#tokens[slot] = token;
      this.#ids[slot] = this.#size++;
      this.#stamps[slot] = this.#generation;
    }
    return this.#ids[slot] ?? -1;
  }

  /** The number of an n-gram, −1 if it has none. */
  find(prefix: number, token: number): number {
    const slot = this.#slot(prefix, token);
    return this.#stamps[slot] === this.#generation ? (this.#ids[slot] ?? -1) : -1;
  }

  /** Where an n-gram is, or where it would be put. */
  #slot(prefix: number, token: number): number {
    const last = this.#ids.length - 1;
    let slot = Math.imul(prefix, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & last;
    while (
      this.#stamps[slot] === this.#generation &&
      (this.#prefixes[slot] !== prefix || this.#tokens[slot] !== token)
    ) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #grow(): void {
    const old = { prefixes: this.#prefixes, tokens: this.#tokens, ids: this.#ids, stamps: this.#stamps };
    const room = 2 * old.ids.length;
    const generation = this.#generation;
    this.#prefixes = new Int32Array(room);
    this.#tokens = new Int32Array(room);
    this.#ids = new Int32Array(room);
    this.#stamps = new Int32Array(room);
    for (let from = 0; from < old.ids.length; from++) {
      if (old.stamps[from] === generation) {
        const to = this.#slot(old.prefixes[from] ?? 0, old.tokens[from] ?? 0);
        this.#prefixes[to] = old.prefixes[from] ?? 0;
        this.#tokens[to] = old.tokens[from] ?? 0;
        this.#ids[to] = old.ids[from] ?? 0;
        this.#stamps[to] = generation;
      }
    }
  }
}
