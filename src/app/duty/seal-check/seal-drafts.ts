import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { Id } from '../../../domain/id.ts';
import type { SealedThing, SealState } from '../../../domain/seal.ts';
import type { HalfWritten } from '../half-written/half-written.ts';

/** A check of one seal that is half told: everything a killed phone must show again. */
export interface CheckDraft extends HalfWritten {
  shape: 2;
  /** How it is, or what is done with it; `null` = not said yet. Intact only of one that was not: it is explained. */
  state: SealState | null;
  newNumber: string;
  authorisedBy: string;
  note: string;
  photos: readonly AttachmentRef[];
}

export const NO_CHECK: CheckDraft = {
  shape: 2,
  state: null,
  newNumber: '',
  authorisedBy: '',
  note: '',
  photos: [],
};

/** A seal that is about to be applied. */
export interface ApplyDraft extends HalfWritten {
  shape: 1;
  isOpen: boolean;
  buildingId: Id | null;
  roomId: Id | null;
  thing: SealedThing | null;
  place: string;
  number: string;
  reason: string;
  witness: string;
  photos: readonly AttachmentRef[];
}

export const NO_SEAL: ApplyDraft = {
  shape: 1,
  isOpen: false,
  buildingId: null,
  roomId: null,
  thing: null,
  place: '',
  number: '',
  reason: '',
  witness: '',
  photos: [],
};
