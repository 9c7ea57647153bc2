import type { PoolName } from "../lexicons/pool-texts.ts";
import type { AnswerForm } from "../records/prompt.ts";

/** How a member of the pool lays a question out. */
export interface PoolLayout {
  /** Where the sentence on the form of answer stands: with the opening, after the question, or in a system message. */
  readonly form: "before" | "after" | "system";
  readonly order: "question-first" | "options-first";
  /** Whether "Question:" and "Options:" stand over them. */
  readonly headings: boolean;
  /** How a label stands before its option. */
  readonly option: "A. " | "(A) ";
}

/** One way of asking among those of the pool; its words are in `poolTexts`. */
export interface PoolMember {
  /** What it varies, and who found that it matters. */
  readonly why: string;
  readonly answerForm: Extract<AnswerForm, "label" | "reason-then-label">;
  readonly layout: PoolLayout;
}

const usual: PoolLayout = { form: "before", order: "question-first", headings: true, option: "A. " };

function member(
  why: string,
  layout: Partial<PoolLayout> = {},
  answerForm: PoolMember["answerForm"] = "label",
): PoolMember {
  return { why, answerForm, layout: { ...usual, ...layout } };
}

/**
 * The members of the pool. They ask for the same: the labels of the correct options, two of them after reasoning. Each
 * differs from `plain` in one thing that published studies of prompt sensitivity have varied, and in its words.
 */
export const poolMembers: Readonly<Record<PoolName, PoolMember>> = {
  plain: member("The question and the form of answer, no more: what the others are held against."),
  formal: member("Register: the formal rephrasing of arXiv 2603.00917 and, among paraphrases, of arXiv 2401.00595."),
  "exam-hall": member(
    "Setting: the words of an examination paper, which texts on the web surround such questions with.",
  ),
  specialist: member(
    "Persona: arXiv 2311.10054 finds that naming an expert helps at random; in arXiv 2603.00917 it harmed.",
  ),
  terse: member("Length: as few words as will do, and no headings; the direct style of arXiv 2603.00917.", {
    headings: false,
  }),
  "step-by-step": member(
    "Reasoning before the answer: arXiv 2201.11903 and, asked for in a sentence alone, arXiv 2205.11916.",
    {},
    "reason-then-label",
  ),
  elimination: member(
    "Reasoning by ruling options out, as examinees are taught to: arXiv 2311.07532 finds that it can harm.",
    {},
    "reason-then-label",
  ),
  audience: member("Audience: the intended audience is among the prompt principles that arXiv 2312.16171 compares."),
  polite: member("Politeness: arXiv 2402.14531 varies it in three languages, with effects that differ by language."),
  stakes: member("Emotional weight: what is at stake for the one who asks, arXiv 2307.11760."),
  "options-first": member(
    "Order of the parts: options before the question; formats as plausible as ours, arXiv 2310.11324.",
    {
      order: "options-first",
    },
  ),
  "format-last": member("Place of the sentence on the form of answer: after the question, nearest to the reply.", {
    form: "after",
  }),
  "system-message": member("Role of the message that holds the instruction: system instead of user.", {
    form: "system",
  }),
  brackets: member("Marks around labels: separators and brackets alone move accuracy, arXiv 2310.11324.", {
    option: "(A) ",
  }),
};
