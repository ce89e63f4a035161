import { z } from 'zod';

/** What a run of Terraform does with one resource; what is adopted exists already, and is taken over. */
export const previewActions = ['create', 'update', 'replace', 'delete', 'adopt'] as const;
export type PreviewAction = (typeof previewActions)[number];

const previewValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('secret') }),
  /** Known once it is made. */
  z.strictObject({ kind: z.literal('later') }),
]);
/** A field's value as it is shown. */
export type PreviewValue = z.infer<typeof previewValue>;

const previewField = z.strictObject({
  /** Dotted path, such as `triggers.schedule`. */
  path: z.string(),
  before: previewValue.exactOptional(),
  after: previewValue.exactOptional(),
});
export type PreviewField = z.infer<typeof previewField>;

const previewItem = z.strictObject({
  address: z.string(),
  /** Such as `dbtcloud_job`. */
  type: z.string(),
  action: z.enum(previewActions),
  /** Of something that exists and is taken over: its id. */
  adopted: z.string().exactOptional(),
  /** What changes; of what is made or removed, all that is set. Ids that only its making gives are left out. */
  fields: z.array(previewField),
});
export type PreviewItem = z.infer<typeof previewItem>;

/** What a run of Terraform would do, for showing before it is done; an artifact. No secret is in it. */
export const previewSchema = z.strictObject({
  items: z.array(previewItem),
  /** Names exactly these changes: a word that was given for one preview counts for no other. */
  digest: z.string(),
});
export type Preview = z.infer<typeof previewSchema>;

/** How many resources a preview does each thing with. */
export function countsOf({ items }: Pick<Preview, 'items'>): Record<PreviewAction, number> {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, adopt: 0 };
  for (const { action } of items) counts[action] += 1;
  return counts;
}

/** `dbtcloud_global_connection.demo[0]` as “global connection demo”. */
export function spokenAddress(address: string): string {
  const [type = '', name = ''] = address.split('.');
  return `${type.replace(/^dbtcloud_/, '').replaceAll('_', ' ')} ${name.replace(/\[.*$/, '').replaceAll('_', ' ')}`.trim();
}
