import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { ways } from "./ways.ts";

export default definePrompt({
  name: "json",
  description: "Asks for a JSON object with the letters of the correct options",
  source: "Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) => ask(input, settings, ways.json),
});
