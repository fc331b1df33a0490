import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';

export const Name = z.nullable(z.string());
export const Offset = z.optional(z.string().check(z.regex(/^\d{1,7}$/)));
export const Lang = z.optional(z.enum(['zh', 'en']));
/** `0` writes names and numbers out and is noted in the audit. */
export const Mask = z.optional(z.enum(['0', '1']));

/** Somebody of the roster as it is now. */
export const Person = z.strictObject({
  id: Id,
  name: z.string(),
  number: Name,
  buildingName: Name,
  /** "6-101" as doors say it; empty where the roster does not tell. */
  room: z.string(),
  className: Name,
});
export const By = z.strictObject({ id: Id, name: Name });

/** Who told it, when, and of whom. */
export const told = { id: Id, at: Instant, person: Person, by: By };
