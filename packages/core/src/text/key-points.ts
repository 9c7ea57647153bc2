import type { EntityMention } from "./entity-finder.ts";

/** How the key points of a reference stand in a reply. */
export interface KeyPoints {
  /** Different entities of the reference. */
  readonly expected: readonly string[];
  /** Those the reply speaks of, and says the same of: that they are there (or may be), or that they are not. */
  readonly recalled: readonly string[];
  /** Those the reply speaks of and says only the opposite of. */
  readonly contradicted: readonly string[];
  /** Different entities of the reply. */
  readonly said: readonly string[];
  /** Those of the reply's that the reference speaks of, and says the same of. */
  readonly shared: readonly string[];
}

/**
 * The key points of a reference in a reply, entity by entity. What is left open counts as affirmed: explanations hedge the
 * right diagnosis too. An entity that a text both affirms and denies agrees with either.
 *
 * @param leftOut Ids that are no key points, because the question names them already.
 */
export function keyPoints(
  reference: readonly EntityMention[],
  reply: readonly EntityMention[],
  leftOut: ReadonlySet<string> = new Set(),
): KeyPoints {
  const expected = polaritiesOf(reference, leftOut);
  const said = polaritiesOf(reply, leftOut);
  const agrees = (id: string): boolean => ((expected.get(id) ?? 0) & (said.get(id) ?? 0)) !== 0;
  const ids = [...expected.keys()];
  return {
    expected: ids,
    recalled: ids.filter(agrees),
    contradicted: ids.filter((id) => said.has(id) && !agrees(id)),
    said: [...said.keys()],
    shared: [...said.keys()].filter(agrees),
  };
}

/** By entity: 1 affirmed, 2 negated, 3 both. */
function polaritiesOf(mentions: readonly EntityMention[], leftOut: ReadonlySet<string>): ReadonlyMap<string, number> {
  const polarities = new Map<string, number>();
  for (const { id, polarity } of mentions) {
    if (!leftOut.has(id)) {
      polarities.set(id, (polarities.get(id) ?? 0) | (polarity === "negated" ? 2 : 1));
    }
  }
  return polarities;
}
