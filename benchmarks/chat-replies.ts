/** Sizes of reply that are measured: what a model says to a letter-only prompt, and reasoning that ends in an answer. */
export type ReplySize = "short" | "long";

/** Characters of the message's content. */
export const replyCharacters: Readonly<Record<ReplySize, number>> = { short: 20, long: 8000 };

const letters = ["A", "B", "C", "D", "E"] as const;

const reasoning = [
  "Let us first look at how the patient presents and what the findings say about the cause.",
  "The duration speaks against an acute event, although it cannot rule one out.",
  "Option A would be reasonable if there were signs of infection, which are not described here.",
  "Option B treats the symptom and leaves the cause alone; guidelines give it a weak recommendation.",
  "If the potassium is above 6.0 mmol/l the heart has to be protected before anything else is done.",
  "Option D is what many would do first, but it takes time that this patient may not have.",
  "With a blood pressure like this, fluids have to be given with care and under monitoring.",
  "On the other hand, waiting would be wrong in a patient of this age.",
  "Weighing the risks, the safest step that also answers the question comes first.",
] as const;

function content(size: ReplySize, letter: string): string {
  if (size === "short") {
    return `The answer is **${letter}**.`;
  }
  const ending = `\n\nTherefore, the answer is ${letter}.`;
  let text = "";
  for (let sentence = 0; text.length < replyCharacters.long; sentence++) {
    text += `${reasoning[sentence % reasoning.length]}${sentence % 6 === 5 ? "\n\n" : " "}`;
  }
  return text.slice(0, replyCharacters.long - ending.length) + ending;
}

/** The bodies a server of chat completions would send, one for each of five answers. */
export function chatReplies(size: ReplySize): readonly Buffer[] {
  return letters.map((letter) => {
    const text = content(size, letter);
    return Buffer.from(
      JSON.stringify({
        id: "chatcmpl-7f3a9b1c2d4e5f60",
        object: "chat.completion",
        created: 1750000000,
        model: "mock",
        choices: [{ index: 0, message: { role: "assistant", content: text }, logprobs: null, finish_reason: "stop" }],
        usage: { prompt_tokens: 132, completion_tokens: Math.ceil(text.length / 4), total_tokens: 132 },
      }),
    );
  });
}
