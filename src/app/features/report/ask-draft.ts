import type { Id } from '../../../domain/id.ts';

/** A request for a correction as far as it is written. It survives a killed app. */
export interface AskDraft {
  /** Another number for every change of this shape. */
  shape: 1;
  photos: readonly [];
  /** The record it is about, or no single one; `null` = none is being written. */
  of: Id | 'anything' | null;
  text: string;
}

export const NOTHING_ASKED: AskDraft = { shape: 1, photos: [], of: null, text: '' };
