/** One chat message. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** One option of a prompt, under the label it is shown with. */
export interface PromptLabel {
  /**
   * The label as shown, the only one of its kind in the prompt; empty where a variant has its options shown without labels
   * or not at all. An empty label stands nowhere in a reply: "A" is then no option, and only the option's text is read. A
   * prompt that shows no labels of its own accord (CMExam's templates 5 and 6) keeps A, B, C, …
   */
  readonly label: string;
  readonly optionId: string;
  /** The option's text, so that a reply that repeats it can be read. */
  readonly text: string;
}

/** How a reply names an option: by its label, or by its text where the prompt shows no label. */
export function nameInReply({ label, text }: PromptLabel): string {
  return label === "" ? text : label;
}

/** What the prompt asks the reply to look like. */
export type AnswerForm = "label" | "reason-then-label" | "json" | "text";

/** A question as a model gets it. */
export interface Prompt {
  readonly messages: readonly Message[];
  /** Every option of the item as it is put, in display order; all of them with a label or none. */
  readonly labels: readonly PromptLabel[];
  readonly answerForm: AnswerForm;
  /** How many options a reply may choose: what the item's kind allows, whether or not the prompt said so. */
  readonly choose: "one" | "any";
  readonly language: string;
  /** First 32 hex digits of SHA-256 over the messages as JSON. */
  readonly hash: string;
}
