import { join } from "node:path";
import { catalogDocument } from "./catalog-document.ts";
import { cliDocument } from "./cli-document.ts";
import { compatibilityDocument } from "./compatibility-document.ts";
import { errorsDocument } from "./errors-document.ts";
import { searchJsonSchema } from "./search-json-schema.ts";
import { studyFileDocument } from "./study-file-document.ts";
import { studyJsonSchema } from "./study-json-schema.ts";

/** Every document made from the catalogs and tables of the code: absolute path → text. */
export async function documentFiles(root: string): Promise<Map<string, string>> {
  return new Map([
    [join(root, "docs/catalog.md"), await catalogDocument()],
    [join(root, "docs/errors.md"), errorsDocument()],
    [join(root, "docs/cli.md"), await cliDocument(root)],
    [join(root, "docs/perturbation-compatibility.md"), await compatibilityDocument()],
    [join(root, "docs/study-file.md"), studyFileDocument()],
    [join(root, "packages/core/schemas/study.schema.json"), `${JSON.stringify(await studyJsonSchema(), null, 2)}\n`],
    [join(root, "packages/core/schemas/hi-merging.schema.json"), `${JSON.stringify(searchJsonSchema(), null, 2)}\n`],
  ]);
}
