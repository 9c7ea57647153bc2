/** One chat message. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** One label shown in a prompt and the option it stands for. */
export interface PromptLabel {
  readonly label: string;
  readonly optionId: string;
  /** The option's text as shown, so that a reply that repeats it can be read. */
  readonly text: string;
}

/** What the prompt asks the reply to look like. */
export type AnswerForm = "label" | "reason-then-label" | "json" | "text";

/** A question as a model gets it. */
export interface Prompt {
  readonly messages: readonly Message[];
  /** In display order. */
  readonly labels: readonly PromptLabel[];
  readonly answerForm: AnswerForm;
  /** How many options a reply may choose: what the item's kind allows, whether or not the prompt said so. */
  readonly choose: "one" | "any";
  readonly language: string;
  /** First 32 hex digits of SHA-256 over the messages as JSON. */
  readonly hash: string;
}
