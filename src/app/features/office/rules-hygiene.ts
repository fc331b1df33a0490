import { formsOf, hygieneOf } from '../../../domain/default-hygiene.ts';
import {
  NAME_MAX,
  type FormItem,
  type InspectionForm,
  type Words,
} from '../../../domain/hygiene-form.ts';
import type { PolicyPack } from '../../../domain/policy.ts';

/** One inspection form as it is typed, as one text: of a `FormDraft`. */
export type FormField = `form.${string}`;
/** A place in a form at which something is wrong: `form.hundred.items.2.points`. */
export type FormSpot = `${FormField}.${string}`;

/** A form as it is typed. Its version is given when it is saved. */
export interface FormDraft {
  title: Words;
  passMark: string;
  items: readonly ItemDraft[];
}

export interface ItemDraft extends Pick<FormItem, 'id' | 'words' | 'part'> {
  /** `false`: passed or failed; the points are then kept as they were typed, and not saved. */
  isScored: boolean;
  points: string;
  step: string;
}

export type HygieneText = Record<'formInUse' | 'fixByDays', string> & Record<FormField, string>;

export const formField = (formId: string): FormField => `form.${formId}`;

export const isFormField = (field: string): field is FormField => field.startsWith('form.');

export const formIdOf = (field: FormField): string => field.slice('form.'.length);

export function textOfHygiene(policy: PolicyPack): HygieneText {
  const hygiene = hygieneOf(policy);
  return {
    formInUse: hygiene.formInUse,
    fixByDays: String(hygiene.fixByDays),
    ...Object.fromEntries(formsOf(hygiene).map((form) => [formField(form.id), textOfForm(form)])),
  };
}

/** What was typed into it. */
export function draftIn(text: string): FormDraft {
  return JSON.parse(text) as FormDraft;
}

export const textOfDraft = (draft: FormDraft): string => JSON.stringify(draft);

/** Every form of the page with its id: those of the school first, copies that are not saved yet after them. */
export function draftsIn(text: HygieneText): { id: string; draft: FormDraft }[] {
  return Object.keys(text)
    .filter(isFormField)
    .map((field) => ({ id: formIdOf(field), draft: draftIn(text[field] ?? '') }));
}

/** The sum of what its items can cost; items whose points cannot be read count nothing. */
export function fullMarkOf({ items }: FormDraft): number {
  return items.reduce((sum, { isScored, points }) => sum + (isScored ? Number(points) || 0 : 0), 0);
}

const COPY_MARK: Words = { zh: '（副本）', en: ' (copy)' };

/** A form like this one; what it is called says so. */
export function copyOf({ title: { zh, en }, ...draft }: FormDraft): FormDraft {
  return { ...draft, title: { zh: marked(zh, COPY_MARK.zh), en: marked(en, COPY_MARK.en) } };
}

const marked = (name: string, mark: string): string => name.slice(0, NAME_MAX - mark.length) + mark;

export function newItem(id: string): ItemDraft {
  const words = { zh: '', en: '' };
  return { id, words, part: 'shared', isScored: true, points: '10', step: '5' };
}

/**
 * The forms with what was typed: a form that was changed is a new version beside those before it. A school
 * that sets nothing of its own keeps to the default forms, whatever they become.
 */
export function hygieneIn(
  text: HygieneText,
  base: PolicyPack,
  numberIn: (typed: string) => number,
): Pick<PolicyPack, 'hygiene'> {
  const before = hygieneOf(base);
  const { formInUse } = text;
  const fixByDays = numberIn(text.fixByDays);
  const changed = draftsIn(text).flatMap(({ id, draft }) => {
    const known = formsOf(before).find((form) => form.id === id);
    const made = formIn(draft, { id, version: (known?.version ?? 0) + 1, numberIn });
    return known !== undefined && textOfForm(known) === textOfForm(made) ? [] : made;
  });
  const isAsBefore =
    before.formInUse === formInUse && before.fixByDays === fixByDays && changed.length === 0;
  if (isAsBefore) return {};
  return { hygiene: { forms: [...before.forms, ...changed], formInUse, fixByDays } };
}

/** Where in a form a schema found fault; `null` where it is in none. `hygiene` is what the schema was given. */
export function formSpotAt(
  path: readonly PropertyKey[],
  { hygiene }: Pick<PolicyPack, 'hygiene'>,
): FormSpot | null {
  const place = path.indexOf('forms');
  const form = place < 0 ? undefined : hygiene?.forms[Number(path[place + 1])];
  if (form === undefined) return null;
  return `${formField(form.id)}.${path.slice(place + 2).join('.')}`;
}

function textOfForm({ title, passMark, items }: InspectionForm): string {
  return textOfDraft({
    title: { zh: title.zh, en: title.en },
    passMark: passMark === null ? '' : String(passMark),
    items: items.map(({ id, words, part, points, step }) => ({
      id,
      words: { zh: words.zh, en: words.en },
      part,
      isScored: points !== null,
      points: points === null ? '' : String(points),
      step: step === null ? '' : String(step),
    })),
  });
}

function formIn(
  { title, passMark, items }: FormDraft,
  as: Pick<InspectionForm, 'id' | 'version'> & { numberIn: (typed: string) => number },
): InspectionForm {
  const { id, version, numberIn } = as;
  return {
    id,
    version,
    title,
    passMark: items.some(({ isScored }) => isScored) ? numberIn(passMark) : null,
    items: items.map(({ isScored, points, step, ...item }) => ({
      id: item.id,
      words: item.words,
      points: isScored ? numberIn(points) : null,
      step: isScored ? numberIn(step) : null,
      part: item.part,
    })),
  };
}
