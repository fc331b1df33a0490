import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Direction, Subject } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { BodySite } from '../../../domain/reading.ts';

export interface VisitorDraft {
  name: string;
  host: string;
  hostId: Id | null;
  phone: string;
}

/** Another number for every change of `LoopDraft`. */
const SHAPE = 2;

/** A check that is half typed: everything a killed phone must show again. */
export interface LoopDraft {
  shape: typeof SHAPE;
  query: string;
  board: 'digits' | 'letters';
  subject: Subject | null;
  /** The digits of the temperature as pressed: "36", "365". */
  typed: string;
  /** Set by hand for this person; `null` = as guessed. */
  direction: Direction | null;
  /** For this reading only; `null` = the shift's. */
  site: BodySite | null;
  /** The first reading, where this is a second one. */
  repeats: Id | null;
  /** "Already logged" was seen and set aside for this person. */
  isRepeatAccepted: boolean;
  /** Everybody goes the same way. */
  rush: Direction | null;
  /** The open form of a new visitor. */
  visitor: VisitorDraft | null;
  /** The open form of an unknown person. */
  unknown: string | null;
  /** Taken of an unknown person; their bytes lie in a draft of their own. */
  photos: AttachmentRef[];
}

export const EMPTY_DRAFT: LoopDraft = {
  shape: SHAPE,
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
  photos: [],
};

/** Free for the next person; how to type and rush mode stay as they are. */
export function forNextPerson(
  { board, rush }: LoopDraft,
  subject: Subject | null = null,
  photos: LoopDraft['photos'] = [],
): LoopDraft {
  return { ...EMPTY_DRAFT, board, rush, subject, photos };
}

/** Whether a reload would take something away that was typed. */
export function isUnderWay(draft: LoopDraft): boolean {
  const { query, subject, visitor, unknown } = draft;
  return query !== '' || subject !== null || visitor !== null || unknown !== null;
}

/** What the phone kept, sealed by itself; a draft of another build's shape is no draft. */
export function readLoopDraft(kept: unknown): LoopDraft {
  const isOurs =
    typeof kept === 'object' && kept !== null && 'shape' in kept && kept.shape === SHAPE;
  return isOurs ? (kept as LoopDraft) : EMPTY_DRAFT;
}
