import { studySchema } from "../../packages/core/src/runs/study-schema.ts";
import { fieldRows, inputSchema } from "./json-schema.ts";
import { fieldTable, markdownDocument } from "./markdown.ts";

/** docs/study-file.md: what a study file is, and every field of it. */
export function studyFileDocument(): string {
  return markdownDocument([
    "# The study file",
    "A study is one YAML file: which exam is put to which models, in which ways, and how it is marked and measured. " +
      "The smallest useful one has five lines ([examples/first-study.yaml](../examples/first-study.yaml)); the " +
      "others under [examples](../examples) show replayed replies, a server, worked examples, a perturbation and an " +
      "exam of your own. `viva new study` writes one by questions; [protocols.md](protocols.md) has those that follow a " +
      "paper or a board.",
    "## Rules",
    [
      "A plugin is named where it is used. Its settings stand beside its name: `{ use: bm25, top: 5 }`; for a model " +
        "beside `backend`. [catalog.md](catalog.md) lists every plugin with its settings.",
      "Give either `dataset` (one exam) or `datasets` (several; two of the same plugin each need a `name`).",
      "Relative paths are resolved against the folder the study file lies in.",
      "Unknown fields are refused, also inside a plugin's settings. Every mistake is listed at once, with its line.",
      "Each prompt is asked with each context; the original of each item is always posed, and each perturbation " +
        "beside it. Calls per model = (original + variants of perturbations) × prompts × contexts × repeats.",
      "A context may name the prompts it goes with, and be named itself: " +
        "`{ use: knowledge-seeds, text: path, name: facts, prompts: [padded-path] }`, `{ use: none, prompts: [letter-only] }`. " +
        "A prompt is named as tables name it; a plugin's name stands for all of its. Calls per model then count these pairs.",
      "Flags win over the file, the file wins over `VIVA_SEED`, `VIVA_REPEATS`, `VIVA_CONCURRENCY`, `VIVA_RESAMPLES` " +
        "and `VIVA_LANGUAGE`.",
      "Keys never stand in a study. A provider's key is read from its own variable and goes only to that provider's " +
        "host; for any other server name the variable with `apiKeyEnv`.",
    ]
      .map((rule) => `- ${rule}`)
      .join("\n"),
    "## Completion in an editor",
    "[packages/core/schemas/study.schema.json](../packages/core/schemas/study.schema.json) is a JSON Schema " +
      "(2020-12) of the study file with every shipped plugin and its settings. With the YAML language server " +
      "(VS Code, Neovim, Helix, JetBrains), put this line at the top of a study; the path is relative to the study " +
      "file:",
    "```yaml\n# yaml-language-server: $schema=../packages/core/schemas/study.schema.json\n```",
    "For an installed package the path is `node_modules/@viva/core/schemas/study.schema.json`. The schema is " +
      "permissive for your own plugins: a name it does not know is taken for one, and its settings are left to " +
      "`viva`, which knows the file you gave with `--plugin`. So a misspelt plugin name is found by `viva`, not by " +
      "the editor; a misspelt setting of a shipped plugin is found by both.",
    "## Fields",
    "`[]` stands for each member of a list, `.*` for each name of a map.",
    fieldTable(fieldRows(inputSchema(studySchema))),
  ]);
}
