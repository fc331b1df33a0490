import * as z from 'zod/mini';
import { Day } from './id.ts';
import type { PolicyPack } from './policy.ts';

/** Languages of the reporter's front beside Chinese and English. Each is a draft until a person has confirmed it. */
export const ExtraLanguage = z.enum(['fr', 'ar', 'ru']);
export type ExtraLanguage = z.infer<typeof ExtraLanguage>;

/** Another one with every change of a language's draft: it is then off until somebody has read it again. */
export const DRAFT_VERSIONS: Readonly<Record<ExtraLanguage, string>> = {
  fr: '2026-11-2',
  ar: '2026-11-2',
  ru: '2026-11-2',
};

/** Who has read that version of a draft, and when. */
export const ConfirmedLanguage = z.strictObject({
  code: ExtraLanguage,
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  by: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  on: Day,
});
export type ConfirmedLanguage = z.infer<typeof ConfirmedLanguage>;

/** Those whose draft, as it stands in this build, somebody has confirmed. */
export const confirmedLanguages = ({ languages = [] }: PolicyPack): ConfirmedLanguage[] =>
  languages.filter(({ code, version }) => version === DRAFT_VERSIONS[code]);
