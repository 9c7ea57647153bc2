import { statSync } from "node:fs";
import { resolve } from "node:path";
import { exitCodes, fileHash, planConversion, UsageError, writeConversion } from "@viva/core";
import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";

interface ConvertFlags {
  readonly type: string;
  readonly json?: boolean;
}

/** `--type` → the kind of numbers. */
const types = { source: "source", f32: "F32", f16: "F16", bf16: "BF16", q8_0: "Q8_0" } as const;

/** `viva convert <folder> <file.gguf>`: a Hugging Face model as a file that needs no server. */
export function addConvertCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("convert")
    .description("Make a GGUF file of a Hugging Face folder: Llama, Qwen2 and Qwen3, with tokenizer and chat template.")
    .argument("<folder>", "folder with config.json, tokenizer.json and safetensors files, or one such file")
    .argument("<file>", "GGUF file to be written; it must not be there")
    .option("--type <type>", `numbers of the matrices: ${Object.keys(types).join(", ")}`, "source")
    .option("--json", "print what was written as JSON")
    .action(async (folder: string, file: string, flags: ConvertFlags) => {
      const type = Object.hasOwn(types, flags.type) ? types[flags.type as keyof typeof types] : undefined;
      if (type === undefined) {
        throw new UsageError(
          "ARGUMENT_INVALID",
          `--type ${flags.type} is not known; ${Object.keys(types).join(", ")} are`,
        );
      }
      const path = resolve(file);
      const plan = planConversion(folder, type);
      const stopping = new AbortController();
      const stop = (): void => stopping.abort();
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
      const progress = createShareLine(process.stderr);
      try {
        await writeConversion(plan, path, {
          signal: stopping.signal,
          progress: ({ tensor, doneBytes, totalBytes }) => progress.update(doneBytes / totalBytes, tensor),
        });
      } catch (error) {
        if (!stopping.signal.aborted) {
          throw error;
        }
        progress.end();
        console.error("Stopped: nothing was written.");
        setExitCode(exitCodes.interrupted);
        return;
      } finally {
        progress.end();
        process.off("SIGINT", stop);
        process.off("SIGTERM", stop);
      }
      const counts = Object.entries(Object.groupBy(plan.conversions, ({ type: kind }) => kind)).map(
        ([kind, list]) => [kind, list.length] as const,
      );
      const written = {
        file: path,
        architecture: plan.architecture,
        tensors: Object.fromEntries(counts),
        sizeBytes: statSync(path).size,
        sha256: await fileHash(path),
      };
      console.log(
        flags.json === true
          ? JSON.stringify(written, null, 2)
          : `${path}\n${plan.architecture}, ${counts.map(([kind, count]) => `${count} ${kind}`).join(", ")}, ${written.sizeBytes} bytes, SHA-256 ${written.sha256}`,
      );
    });
}

/** A line that says how much is done, on a terminal only. */
function createShareLine(stream: NodeJS.WriteStream): { update(share: number, what: string): void; end(): void } {
  let drawn = "";
  return {
    update: (share, what) => {
      const text = `converting ${Math.floor(share * 100)} % · ${what}`.slice(
        0,
        Math.max(20, (stream.columns ?? 80) - 1),
      );
      if (stream.isTTY && text !== drawn) {
        stream.write(`\r\u001b[2K${text}`);
        drawn = text;
      }
    },
    end: () => {
      if (drawn !== "") {
        stream.write("\r\u001b[2K");
        drawn = "";
      }
    },
  };
}
