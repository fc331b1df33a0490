import * as z from 'zod/mini';

/** The longest name of a form or an item. */
export const NAME_MAX = 100;
const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(NAME_MAX));

/** The same in both languages: what a school writes itself stands in no file of sentences. */
export const Words = z.strictObject({ zh: Name, en: Name });
export type Words = z.infer<typeof Words>;

const FormId = z.string().check(z.regex(/^[a-z0-9_-]{1,64}$/));
const Points = z.int().check(z.minimum(1), z.maximum(100));

/**
 * One line of a form. `points` is the most that it can cost, `step` what one tap takes off; without points
 * it is passed or failed, and whoever fails one fails the inspection.
 */
export const FormItem = z
  .strictObject({
    id: FormId,
    words: Words,
    points: z.nullable(Points),
    step: z.nullable(Points),
    /** A `personal` item is looked at once for each bed. */
    part: z.enum(['shared', 'personal']),
  })
  .check(
    z.refine(({ points, step }) => (points === null) === (step === null), { path: ['step'] }),
    z.refine(({ points, step }) => (step ?? 0) <= (points ?? 0), { path: ['step'] }),
  );
export type FormItem = z.infer<typeof FormItem>;

/**
 * What a finding was found wanting in, as its form said it then; of a version that is not here, as the newest
 * says it that has the item. `null` where none has.
 */
export function itemFound(
  forms: readonly InspectionForm[],
  of: { formId: string; formVersion?: number | undefined; itemId: string },
): FormItem | null {
  const itemIn = ({ items }: InspectionForm) => items.find(({ id }) => id === of.itemId);
  const versions = forms
    .filter((form) => form.id === of.formId && itemIn(form) !== undefined)
    .sort((a, b) => b.version - a.version);
  const form = versions.find(({ version }) => version === of.formVersion) ?? versions[0];
  return form === undefined ? null : (itemIn(form) ?? null);
}

/** What a room has of which nothing is lost. */
export function fullMark(items: readonly Pick<FormItem, 'points'>[]): number {
  return items.reduce((sum, { points }) => sum + (points ?? 0), 0);
}

/**
 * By what a room is looked over. Its full mark is the sum of its items' points; a form without points is a
 * list of what must be in order. A changed form is a new version beside the old one, so that points keep
 * their meaning.
 */
export const InspectionForm = z
  .strictObject({
    id: FormId,
    version: z.int().check(z.positive()),
    title: Words,
    /** The least that passes; `null` where there are no points. */
    passMark: z.nullable(z.int().check(z.minimum(0), z.maximum(1000))),
    items: z.array(FormItem).check(z.minLength(1), z.maxLength(60)),
  })
  .check(
    z.refine(({ items }) => new Set(items.map(({ id }) => id)).size === items.length, {
      path: ['items'],
    }),
    z.refine(
      ({ items, passMark }) => (passMark === null) === items.every((item) => item.points === null),
      { path: ['passMark'] },
    ),
    z.refine(({ items, passMark }) => (passMark ?? 0) <= fullMark(items), { path: ['passMark'] }),
  );
export type InspectionForm = z.infer<typeof InspectionForm>;
