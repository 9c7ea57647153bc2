import { DataError } from "../base/errors.ts";
import { createDictionary } from "../base/growable.ts";
import { graphLimits } from "./graph-limits.ts";

/** An entity under the number it has in the graph. */
export interface SettledEntity {
  readonly key: string;
  readonly id: string;
  readonly type: string;
}

/** Entities as sources state them, before it is known which of them are the same. */
export interface StatedEntities {
  /** A provisional number for an identifier of a type; the same pair gives the same number. */
  code(id: string, type: string): number;
  /**
   * The entities, sorted by key, and for each provisional number its place among them. An identifier without a type is the
   * one of that name that has a type, where exactly one has; an identifier of several types stands for several entities,
   * whose keys are "id#type".
   */
  settle(): { readonly entities: readonly SettledEntity[]; readonly placeOf: Uint32Array };
}

/** Start collecting entities. Throws GRAPH_TOO_LARGE over `graphLimits.entities`. */
export function createStatedEntities(): StatedEntities {
  const byType = new Map<string, Map<string, number>>();
  const ids: string[] = [];
  const typeCodes: number[] = [];
  const types = createDictionary();
  return {
    code: (id, type) => {
      let known = byType.get(type);
      if (known === undefined) {
        known = new Map();
        byType.set(type, known);
      }
      const found = known.get(id);
      if (found !== undefined) {
        return found;
      }
      if (ids.length === graphLimits.entities) {
        throw new DataError("GRAPH_TOO_LARGE", `more than ${graphLimits.entities} entities`);
      }
      known.set(id, ids.length);
      typeCodes.push(types.code(type));
      return ids.push(id) - 1;
    },
    settle: () => {
      const typesOf = new Map<string, string[]>();
      for (const [code, id] of ids.entries()) {
        const type = types.texts[typeCodes[code] ?? 0] ?? "";
        const known = typesOf.get(id);
        if (known === undefined) {
          typesOf.set(id, [type]);
        } else {
          known.push(type);
        }
      }
      const settledType = (id: string, type: string): string => {
        const named = (typesOf.get(id) ?? []).filter((other) => other !== "");
        return type === "" && named.length === 1 ? (named[0] ?? "") : type;
      };
      const keyOf = (id: string, type: string): string => {
        const named = (typesOf.get(id) ?? []).filter((other) => other !== "");
        return named.length > 1 && type !== "" ? `${id}#${type}` : id;
      };
      const byKey = new Map<string, SettledEntity>();
      const keys: string[] = [];
      for (const [code, id] of ids.entries()) {
        const type = settledType(id, types.texts[typeCodes[code] ?? 0] ?? "");
        const key = keyOf(id, type);
        byKey.set(key, { key, id, type });
        keys.push(key);
      }
      const sorted = [...byKey.keys()].sort();
      const placeByKey = new Map(sorted.map((key, place) => [key, place]));
      return {
        entities: sorted.flatMap((key) => byKey.get(key) ?? []),
        placeOf: Uint32Array.from(keys, (key) => placeByKey.get(key) ?? 0),
      };
    },
  };
}
