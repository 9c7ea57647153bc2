import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { ways } from "./ways.ts";

/**
 * Options are shown with their labels as in letter-only, so that only the form of the reply differs between the two.
 */
export default definePrompt({
  name: "answer-text",
  description: "Asks for the text of the correct options instead of their letters",
  source: "Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) => ask(input, settings, ways.text),
});
