/** The columns of a score table that say what was asked and how it ended: the same whoever reads the reply. */
export interface CallRow {
  readonly exam: number;
  readonly model: number;
  readonly arm: number;
  readonly perturbation: number;
  readonly item: number;
  readonly cluster: number;
  readonly state: number;
  readonly truncated: boolean;
  readonly filtered: boolean;
  readonly empty: boolean;
  readonly key: number;
  readonly chance: number;
}

/** An array half as long again, at least `capacity`, with the same values in front. */
export function enlarged<Values extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
  values: Values,
  capacity: number,
): Values {
  const larger = new (values.constructor as { new (length: number): Values })(capacity);
  larger.set(values);
  return larger;
}

/**
 * Rows of calls, growing. Every array is stored into at a place of its own: one function for arrays of several types
 * would be several times as slow, and this runs for every reply.
 */
export class CallColumns {
  rows = 0;
  #capacity: number;
  #exam: Uint16Array;
  #model: Uint16Array;
  #arm: Uint16Array;
  #perturbation: Uint16Array;
  #item: Int32Array;
  #cluster: Int32Array;
  #state: Uint8Array;
  #truncated: Uint8Array;
  #filtered: Uint8Array;
  #empty: Uint8Array;
  #key: Int32Array;
  #chance: Float64Array;

  /** `capacity` rows at least 1 are made room for at once. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#exam = new Uint16Array(capacity);
    this.#model = new Uint16Array(capacity);
    this.#arm = new Uint16Array(capacity);
    this.#perturbation = new Uint16Array(capacity);
    this.#item = new Int32Array(capacity);
    this.#cluster = new Int32Array(capacity);
    this.#state = new Uint8Array(capacity);
    this.#truncated = new Uint8Array(capacity);
    this.#filtered = new Uint8Array(capacity);
    this.#empty = new Uint8Array(capacity);
    this.#key = new Int32Array(capacity);
    this.#chance = new Float64Array(capacity);
  }

  push(call: CallRow): void {
    if (this.rows === this.#capacity) {
      this.#grow();
    }
    const row = this.rows++;
    this.#exam[row] = call.exam;
    this.#model[row] = call.model;
    this.#arm[row] = call.arm;
    this.#perturbation[row] = call.perturbation;
    this.#item[row] = call.item;
    this.#cluster[row] = call.cluster;
    this.#state[row] = call.state;
    this.#truncated[row] = call.truncated ? 1 : 0;
    this.#filtered[row] = call.filtered ? 1 : 0;
    this.#empty[row] = call.empty ? 1 : 0;
    this.#key[row] = call.key;
    this.#chance[row] = call.chance;
  }

  #grow(): void {
    const capacity = Math.ceil(this.#capacity * 1.5);
    this.#capacity = capacity;
    this.#exam = enlarged(this.#exam, capacity);
    this.#model = enlarged(this.#model, capacity);
    this.#arm = enlarged(this.#arm, capacity);
    this.#perturbation = enlarged(this.#perturbation, capacity);
    this.#item = enlarged(this.#item, capacity);
    this.#cluster = enlarged(this.#cluster, capacity);
    this.#state = enlarged(this.#state, capacity);
    this.#truncated = enlarged(this.#truncated, capacity);
    this.#filtered = enlarged(this.#filtered, capacity);
    this.#empty = enlarged(this.#empty, capacity);
    this.#key = enlarged(this.#key, capacity);
    this.#chance = enlarged(this.#chance, capacity);
  }

  /** The columns at their length, without copying: use them once all rows are there. */
  values() {
    const { rows } = this;
    return {
      exam: this.#exam.subarray(0, rows),
      model: this.#model.subarray(0, rows),
      arm: this.#arm.subarray(0, rows),
      perturbation: this.#perturbation.subarray(0, rows),
      item: this.#item.subarray(0, rows),
      cluster: this.#cluster.subarray(0, rows),
      state: this.#state.subarray(0, rows),
      truncated: this.#truncated.subarray(0, rows),
      filtered: this.#filtered.subarray(0, rows),
      empty: this.#empty.subarray(0, rows),
      key: this.#key.subarray(0, rows),
      chance: this.#chance.subarray(0, rows),
    };
  }
}
