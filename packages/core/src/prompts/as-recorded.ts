import { ask, askSettings } from "./ask.ts";
import { definePrompt, type PromptInput } from "./define.ts";

/** Tag under which an import keeps the labels its source showed, in option order. */
const labelsTag = "recordedLabels";

/** The labels of an item as its source showed them: the tag's, else the options' own ids. */
function recordedLabels({ variant: { item, renderDirectives } }: PromptInput): readonly string[] {
  const kept = item.tags[labelsTag];
  const ids = item.options.map(({ id }) => id);
  return renderDirectives.labels ?? (kept?.length === ids.length && new Set(kept).size === ids.length ? kept : ids);
}

export default definePrompt({
  name: "as-recorded",
  description: "Stands for a recorded source's own prompt: options under the labels the source showed, not A, B, C",
  source: "Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) =>
    ask(
      {
        ...input,
        variant: {
          ...input.variant,
          renderDirectives: { ...input.variant.renderDirectives, labels: recordedLabels(input) },
        },
      },
      settings,
      {
        answerForm: "label",
        instruction: (texts) => texts.labelOnly,
        exampleAnswer: (labels) => labels,
      },
    ),
});
