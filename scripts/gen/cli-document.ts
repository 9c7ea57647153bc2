import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Command, type Option } from "commander";
import { markdownDocument, markdownTable } from "./markdown.ts";

/** Every command of the command line: each file of commands/ exports one function that adds one. */
async function commands(root: string): Promise<readonly Command[]> {
  const folder = join(root, "packages/cli/src/commands");
  const program = new Command("viva");
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".ts") && !file.endsWith(".test.ts")) {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, unknown>>;
      for (const [name, add] of Object.entries(module)) {
        if (/^add\w+Command$/.test(name) && typeof add === "function") {
          add(program, () => {});
        }
      }
    }
  }
  // A command that only holds others ("viva new") is documented by them; one that also does something itself with them.
  return program.commands.flatMap((command) =>
    command.commands.length === 0 || command.registeredArguments.length > 0
      ? [command, ...command.commands]
      : command.commands,
  );
}

/** The words after "viva": "run", "new study". */
function nameOf(command: Command): string {
  return command.parent === null || command.parent.parent === null
    ? command.name()
    : `${command.parent.name()} ${command.name()}`;
}

function preset({ defaultValue, mandatory }: Option): string {
  if (mandatory) {
    return "required";
  }
  const empty = defaultValue === undefined || (Array.isArray(defaultValue) && defaultValue.length === 0);
  return empty ? "–" : `\`${Array.isArray(defaultValue) ? defaultValue.join(",") : String(defaultValue)}\``;
}

function usage(command: Command): string {
  const args = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return ["viva", nameOf(command), ...args, ...(command.options.length > 0 ? ["[flags]"] : [])].join(" ");
}

/** docs/cli.md: every command with its arguments and flags. */
export async function cliDocument(root: string): Promise<string> {
  const all = await commands(root);
  const blocks = [
    "# The command line",
    "In the repository it is `npx viva …`, once the package is installed `viva …`. `viva --help` lists the commands, " +
      "`viva <command> --help` the flags of one. A flag wins over the study file, the study file over the environment. " +
      "Exit codes are in [errors.md](errors.md).",
    markdownTable(
      ["command", "what it does"],
      all.map((command) => [
        `[${nameOf(command)}](#viva-${nameOf(command).replaceAll(" ", "-")})`,
        command.description(),
      ]),
    ),
  ];
  for (const command of all) {
    blocks.push(`## viva ${nameOf(command)}`, command.description(), `\`\`\`sh\n${usage(command)}\n\`\`\``);
    if (command.registeredArguments.length > 0) {
      blocks.push(
        markdownTable(
          ["argument", "", "meaning"],
          command.registeredArguments.map((argument) => [
            `\`${argument.name()}\``,
            argument.required ? "required" : "optional",
            argument.description,
          ]),
        ),
      );
    }
    if (command.options.length > 0) {
      blocks.push(
        markdownTable(
          ["flag", "default", "meaning"],
          command.options.map((option) => [`\`${option.flags}\``, preset(option), option.description]),
        ),
      );
    }
  }
  return markdownDocument(blocks);
}
