import { z } from "zod";

const field = z.string().min(1);

/** Which source field becomes which part of an item; shared by the datasets that read any layout. */
export const fieldMapSchema = z.strictObject({
  id: field.optional().describe("Field with the item's id; without it a hash of the content is used."),
  stem: field.describe("Field with the question."),
  options: z
    .union([field, z.array(field).min(2)])
    .optional()
    .describe(
      "Field with the options (label → text, list of texts, list of { id, text }, or an option a line), or a list of fields with one option each. Without it the items are free-text.",
    ),
  key: field
    .optional()
    .describe("Field with the key: label, letters such as ABD, list of labels, place, or the option's text."),
  explanation: field.optional().describe("Field with the explanation or model answer; becomes a reference."),
  harm: field
    .optional()
    .describe(
      "Field with the harm of choosing each option: none, mild, moderate or severe, as label → grade, a list in the options' order, or a text such as A: severe; C: mild.",
    ),
  kind: field.optional().describe("Field with single, multiple, true-false or free-text; else told from the key."),
  group: z
    .union([
      field,
      z.strictObject({
        id: field.describe("Field with the group's id."),
        text: field.optional().describe("Field with the shared case or lead-in."),
        order: field.optional().describe("Field with the place in the group, from 1; else the order of the file."),
        kind: z
          .enum(["shared-stem", "shared-options", "sequential"])
          .default("shared-stem")
          .describe("How the items of a group belong together."),
      }),
    ])
    .optional()
    .describe("Field with the id of the case or sequence an item belongs to, or the fields that describe it."),
  split: field.optional().describe("Field with the split (train, dev, test)."),
  context: field.optional().describe("Field with a text the item must be read with."),
  annulled: field.optional().describe("Field that is true or 'drop' for an annulled item, or 'credit-all'."),
  media: field.optional().describe("Field with the file name of a picture, or a list of them."),
  parallelId: field.optional().describe("Field with the id that the same question has in every language."),
  tags: z.record(z.string().min(1), field).optional().describe("Tag name → field; a list gives several values."),
});

/** Which source field becomes which part of an item. */
export type FieldMap = z.infer<typeof fieldMapSchema>;

/** Settings common to every dataset with a field map. */
export const mappedSettings = {
  path: z.string().min(1).describe("The file, relative to the study file."),
  language: z.string().min(2).describe("BCP 47 language of the stems: zh, en, es, pt, …"),
  fields: fieldMapSchema.describe("Which field of a row is what. A dot steps into nested fields: meta.year."),
  keyBase: z
    .union([z.literal(0), z.literal(1)])
    .optional()
    .describe("What the first option counts as when the key is a number that is not a label."),
  missing: z
    .array(z.string().min(1))
    .default([])
    .describe("Texts that stand for an empty field, such as nan or N/A; an empty text and null always do."),
};

/** A field map with its language and key base. */
export interface MappedSettings {
  readonly path: string;
  readonly language: string;
  readonly fields: FieldMap;
  readonly keyBase?: 0 | 1 | undefined;
  readonly missing: readonly string[];
}

/** Every source field a map names. */
export function mappedFields(fields: FieldMap): string[] {
  const { options, group, tags, ...single } = fields;
  const named = [
    ...Object.values(single),
    ...(typeof options === "string" ? [options] : (options ?? [])),
    ...(typeof group === "string" ? [group] : group === undefined ? [] : [group.id, group.text, group.order]),
    ...Object.values(tags ?? {}),
  ];
  return [...new Set(named.filter((name) => name !== undefined))];
}
