/** Names less alike than this have little but their separators in common. */
const leastSimilarity = 0.35;

/** Pairs of neighbouring letters and digits, counted; separators and case are left out. */
function pairsOf(name: string): ReadonlyMap<string, number> {
  const characters = Array.from(name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""));
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < characters.length; index++) {
    const pair = `${characters[index]}${characters[index + 1]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].reduce((sum, n) => sum + n, 0);

/**
 * How alike two names are, 0–1: Dice's coefficient of their pairs of neighbouring letters and digits (Dice 1945), with
 * separators and case left out. Names of fewer than two letters and digits are alike to none: 0.
 *
 * @example nameSimilarity("qwen3:235b", "Qwen3-235B") → 1
 */
export function nameSimilarity(one: string, other: string): number {
  const [left, right] = [pairsOf(one), pairsOf(other)];
  const size = sizeOf(left) + sizeOf(right);
  const common = [...left].reduce((sum, [pair, count]) => sum + Math.min(count, right.get(pair) ?? 0), 0);
  return size === 0 ? 0 : (2 * common) / size;
}

/**
 * The names of things most like a name that none of them has, most alike first; equally alike ones in the order given.
 * `spellings` lists what each may be called; the first is what is returned. At most `most` names, none where none is
 * alike.
 */
export function nearNames(name: string, spellings: Iterable<readonly string[]>, most = 5): readonly string[] {
  return Array.from(spellings, (known) => ({
    name: known[0] ?? "",
    similarity: Math.max(0, ...known.map((spelling) => nameSimilarity(name, spelling))),
  }))
    .filter(({ similarity }) => similarity >= leastSimilarity)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, most)
    .map((known) => known.name);
}
