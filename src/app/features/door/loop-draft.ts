import * as z from 'zod/mini';
import { Direction, Subject } from '../../../domain/door-check.ts';
import { Id } from '../../../domain/id.ts';
import { BodySite } from '../../../domain/reading.ts';

export const VisitorDraft = z.strictObject({
  name: z.string(),
  host: z.string(),
  hostId: z.nullable(Id),
  phone: z.string(),
});
export type VisitorDraft = z.infer<typeof VisitorDraft>;

/** A check that is half typed: everything a killed phone must show again. */
export const LoopDraft = z.strictObject({
  query: z.string(),
  board: z.enum(['digits', 'letters']),
  subject: z.nullable(Subject),
  /** The digits of the temperature as pressed: "36", "365". */
  typed: z.string(),
  /** Set by hand for this person; `null` = as guessed. */
  direction: z.nullable(Direction),
  /** For this reading only; `null` = the shift's. */
  site: z.nullable(BodySite),
  /** The first reading, where this is a second one. */
  repeats: z.nullable(Id),
  /** "Already logged" was seen and set aside for this person. */
  isRepeatAccepted: z.boolean(),
  /** Everybody goes the same way. */
  rush: z.nullable(Direction),
  /** The open form of a new visitor. */
  visitor: z.nullable(VisitorDraft),
  /** The open form of an unknown person. */
  unknown: z.nullable(z.string()),
});
export type LoopDraft = z.infer<typeof LoopDraft>;

export const EMPTY_DRAFT: LoopDraft = {
  query: '',
  board: 'digits',
  subject: null,
  typed: '',
  direction: null,
  site: null,
  repeats: null,
  isRepeatAccepted: false,
  rush: null,
  visitor: null,
  unknown: null,
};

/** Free for the next person; how to type and rush mode stay as they are. */
export function forNextPerson({ board, rush }: LoopDraft): LoopDraft {
  return { ...EMPTY_DRAFT, board, rush };
}

/** Whether a reload would take something away that was typed. */
export function isUnderWay(draft: LoopDraft): boolean {
  const { query, subject, visitor, unknown } = draft;
  return query !== '' || subject !== null || visitor !== null || unknown !== null;
}

/** What the phone kept; a draft of another build's shape is no draft. */
export function readLoopDraft(kept: unknown): LoopDraft {
  const parsed = LoopDraft.safeParse(kept);
  return parsed.success ? parsed.data : EMPTY_DRAFT;
}
