/** A tensor's place in a stack of layers. */
export interface LayerPlace {
  /** What stands before the number, e.g. "model.layers.". */
  readonly before: string;
  readonly layer: number;
  /** What stands after it, e.g. ".mlp.up_proj.weight". */
  readonly after: string;
}

const layerName = /^((?:.*\.)?(?:layers|layer|h|blocks|block)\.)(\d+)(\..+)$/u;

/** Where in a stack of layers a tensor's name places it, or null. */
export function layerPlace(name: string): LayerPlace | null {
  const [, before = "", layer = "", after = ""] = layerName.exec(name) ?? [];
  return before === "" ? null : { before, layer: Number(layer), after };
}

/** The stack that recipes mean by layers. */
export interface LayerStack {
  readonly before: string;
  readonly layers: number;
}

/**
 * The main stack of layers among a model's tensors: the one with as many layers as its configuration says, else the
 * longest. Null where no name has a layer. Tensors of other stacks (a vision tower's) count as outside layers.
 */
export function mainStack(names: Iterable<string>, configured: number | undefined): LayerStack | null {
  const counts = new Map<string, number>();
  for (const name of names) {
    const place = layerPlace(name);
    if (place !== null) {
      counts.set(place.before, Math.max(counts.get(place.before) ?? 0, place.layer + 1));
    }
  }
  const stacks = [...counts].map(([before, layers]) => ({ before, layers }));
  const longest = stacks.toSorted((a, b) => b.layers - a.layers || (a.before < b.before ? -1 : 1))[0];
  return stacks.find(({ layers }) => layers === configured) ?? longest ?? null;
}
