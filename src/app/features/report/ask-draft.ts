import type { Id } from '../../../domain/id.ts';

/** A request for a correction as far as it is written. It survives a killed app. */
export interface AskDraft {
  /** Another number for every change of this shape. */
  shape: 1;
  photos: readonly [];
  /** Whether one is being written. */
  isOpen: boolean;
  /** The record it is about; `null` = no single one. */
  of: Id | null;
  text: string;
}

export const NOTHING_ASKED: AskDraft = { shape: 1, photos: [], isOpen: false, of: null, text: '' };
