const fence = /^[ \t]*(?:`{3}|~{3})/;

/**
 * The forms in which a reply is looked at once more before it is said not to keep to its instruction: without its first
 * line, without its last, without both, each as it is and without markdown's marks for emphasis and code (asterisks,
 * backticks, the lines of a code fence). As IFEval's loose accuracy (arXiv 2311.07911, section 3), in our own code; IFEval
 * takes only asterisks away here, and code fences inside its check of JSON. An empty form is left out.
 *
 * @example looseForms("Sure!\nB") // ["B", "Sure!"]
 * @example looseForms("```\n**B**\n```") // …, "B"
 */
export function looseForms(text: string): readonly string[] {
  const lines = text.trim().split("\n");
  const unfenced = lines.filter((line) => !fence.test(line));
  const cut = [...cutForms(lines), ...(unfenced.length === lines.length ? [] : cutForms(unfenced))];
  const forms = new Set([...cut, ...cut.map((form) => form.replaceAll(/[*`]/g, "").trim())]);
  forms.delete(text);
  forms.delete("");
  return [...forms];
}

function cutForms(lines: readonly string[]): readonly string[] {
  return [lines, lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map((kept) => kept.join("\n").trim());
}
