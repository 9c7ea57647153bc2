const opening = "(（[【";
const closing = ")）]】";

/**
 * The entities of a CNMLEQA annotation cell. The file separates them with a comma of either width, with or without
 * a space; commas inside brackets belong to an entity ("头痛(剧烈, 阵发)"). "、" is left alone: within the file it
 * mostly joins words of one finding ("恶心、呕吐"). "无" (none), null and an empty cell give no entity; an entity
 * named twice is given once.
 *
 * @example splitEntities("高血压，急性心肌梗死") → ["高血压", "急性心肌梗死"]
 */
export function splitEntities(cell: unknown): string[] {
  if (typeof cell !== "string") {
    return [];
  }
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of cell) {
    if (opening.includes(character)) {
      depth += 1;
    } else if (closing.includes(character)) {
      depth = Math.max(0, depth - 1);
    }
    if (depth === 0 && (character === "," || character === "，")) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  parts.push(part);
  const entities = parts.map((entity) => entity.trim()).filter((entity) => entity !== "" && entity !== "无");
  return [...new Set(entities)];
}
