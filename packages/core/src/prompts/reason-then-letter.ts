import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { ways } from "./ways.ts";

export default definePrompt({
  name: "reason-then-letter",
  description: "Asks for brief reasoning, then the letters on a last line of a fixed form",
  source: "Chain-of-thought prompting, arXiv 2201.11903, in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) => ask(input, settings, ways["reason-then-label"]),
});
