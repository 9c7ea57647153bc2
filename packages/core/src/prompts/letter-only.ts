import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { ways } from "./ways.ts";

export default definePrompt({
  name: "letter-only",
  description: "Asks for the letters of the correct options and nothing else",
  source: "CMExam, arXiv 2306.03030 (answer prediction), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) => ask(input, settings, ways.label),
});
