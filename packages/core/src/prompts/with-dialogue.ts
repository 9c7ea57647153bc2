import type { Message } from "../records/prompt.ts";

const isSystem = ({ role }: Message): boolean => role === "system";

/**
 * The messages of a prompt with what was said before its question in front of it, as the messages it was. Worked examples
 * stand before the conversation, later turns after its question. A system message of the conversation comes first of all,
 * joined with the prompt's own, because servers take one, at the beginning.
 *
 * @param messages The prompt's own; its question is the last but for two a reply: that reply, and what the user says next.
 * @param dialogue What was said before; empty gives the messages as they are.
 * @param replies Turns that were answered already.
 */
export function withDialogue(
  messages: readonly Message[],
  dialogue: readonly Message[],
  replies: number,
): readonly Message[] {
  if (dialogue.length === 0) {
    return messages;
  }
  const question = messages.length - 1 - 2 * replies;
  const before = messages.slice(0, question);
  const system = [...dialogue.filter(isSystem), ...before.filter(isSystem)].map(({ content }) => content);
  return [
    ...(system.length === 0 ? [] : [{ role: "system" as const, content: system.join("\n\n") }]),
    ...before.filter((message) => !isSystem(message)),
    ...dialogue.filter((message) => !isSystem(message)),
    ...messages.slice(question),
  ];
}
