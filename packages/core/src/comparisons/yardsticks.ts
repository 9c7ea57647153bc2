import { catalogs } from "../runs/plugins.ts";
import type { RunRecord } from "../runs/specification.ts";
import type { Field } from "./field.ts";

/**
 * Names of the models of a field that are yardsticks: their backend looks at the item, not only at the prompt. A backend
 * of one's own counts as a model.
 *
 * @param records Of the runs that were gathered, in their order.
 */
export async function yardsticksOf(
  field: Pick<Field, "models">,
  records: readonly RunRecord[],
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { name, id, run } of field.models) {
    const models = (records[run]?.specification["models"] ?? []) as readonly {
      readonly id: string;
      readonly backend: string;
    }[];
    const use = models.find((model) => model.id === id)?.backend ?? "";
    const load = catalogs.backend[use];
    if (load !== undefined && (await load()).default.readsItem) {
      names.add(name);
    }
  }
  return names;
}
