import type { Prompt } from "../records/prompt.ts";

/**
 * The grammar (GBNF) of replies that are labels of a prompt's options: one label, or where several may be chosen some of
 * them, each once and in the order shown, run together when each is one character and parted by ", " otherwise.
 * Undefined where the prompt shows no labels.
 *
 * @example letterGrammar({ labels: A and B, choose: "any" }) → 'root ::= "A" ("B")? | "B"'
 */
export function letterGrammar({ labels, choose }: Pick<Prompt, "labels" | "choose">): string | undefined {
  const shown = labels.map(({ label }) => label).filter((label) => label !== "");
  if (shown.length === 0) {
    return undefined;
  }
  const parted = shown.every((label) => label.length === 1) ? "" : ", ";
  const further = shown.map((label) => `(${literal(parted + label)})?`);
  const choices = shown.map((label, index) =>
    choose === "one" ? literal(label) : [literal(label), ...further.slice(index + 1)].join(" "),
  );
  return `root ::= ${choices.join(" | ")}`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}
