/**
 * The forms in which a reply is looked at once more before it is said not to keep to its instruction: without markdown
 * emphasis, without its first line, without its last, without both, each with and without emphasis. As IFEval's loose
 * accuracy (arXiv 2311.07911, section 3), in our own code. An empty form is left out.
 *
 * @example looseForms("Sure!\nB") → ["B", "Sure!"]
 */
export function looseForms(text: string): readonly string[] {
  const lines = text.trim().split("\n");
  const cut = [
    text.trim(),
    lines.slice(1).join("\n").trim(),
    lines.slice(0, -1).join("\n").trim(),
    lines.slice(1, -1).join("\n").trim(),
  ];
  const forms = new Set([...cut, ...cut.map((form) => form.replaceAll("*", ""))]);
  forms.delete(text);
  forms.delete("");
  return [...forms];
}
