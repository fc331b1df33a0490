import * as z from 'zod/mini';
import { Id } from './id.ts';
import { Note } from './room-visit.ts';

/** Somebody asks that what is recorded of them be put right. `of` = a fact of theirs, or `null`. */
export const CorrectionRequest = z.strictObject({ personId: Id, of: z.nullable(Id), text: Note });
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;

export const CorrectionAnswer = z.strictObject({ requestId: Id, text: Note });
export type CorrectionAnswer = z.infer<typeof CorrectionAnswer>;
