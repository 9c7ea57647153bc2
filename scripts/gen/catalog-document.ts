import type { z } from "zod";
import { fieldRows, inputSchema } from "./json-schema.ts";
import { fieldTable, markdownDocument } from "./markdown.ts";
import { declaredProperties, kinds, shippedPlugins } from "./shipped-plugins.ts";

/** docs/catalog.md: every plugin of every kind with its source, declared properties and settings. */
export async function catalogDocument(): Promise<string> {
  const blocks = [
    "# Plugins that ship with Viva",
    "A study names plugins by name; where a plugin has settings they stand beside its name: `{ use: bm25, top: 5 }` " +
      "(for a model: `{ id: …, backend: openai-compatible, baseUrl: … }`). `viva list` prints a short form of this " +
      "page. Your own file joins with `--plugin ./mine.ts`: see the guides under [docs](.).",
  ];
  for (const { kind, folder, verb, guide = `adding-a-${kind}.md` } of kinds) {
    blocks.push(
      `## ${kind[0]?.toUpperCase()}${folder.slice(1)}`,
      `The contract is [packages/core/src/${folder}/define.ts](../packages/core/src/${folder}/define.ts), the verb is ` +
        `\`${verb}\`; [adding ${article(kind)} ${kind}](${guide}) shows one in a short file.`,
    );
    for (const plugin of await shippedPlugins(kind)) {
      const facts = [
        `Source: ${plugin.source}`,
        ...declaredProperties(plugin).map(([name, value]) => `\`${name}\`: ${value}`),
      ];
      const rows = fieldRows(inputSchema(plugin.settings));
      blocks.push(
        `### ${plugin.name}`,
        `${plugin.description}.`,
        facts.map((fact) => `- ${fact}`).join("\n"),
        rows.length === 0 ? "No settings." : fieldTable(rows),
        ...("modelSettings" in plugin ? modelSettingsBlocks(plugin.modelSettings) : []),
      );
    }
  }
  return markdownDocument(blocks);
}

/** What a merge method is told of each model. */
function modelSettingsBlocks(schema: z.ZodType): string[] {
  const rows = fieldRows(inputSchema(schema));
  return rows.length === 0 ? [] : ["Of each model:", fieldTable(rows)];
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? "an" : "a";
}
