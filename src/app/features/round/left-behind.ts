import type { Id } from '../../../domain/id.ts';
import type { AppContext } from '../../context.ts';
import { createDraftKeeper } from '../../duty/draft-keeper.ts';
import { isUnderWay, readVisitDraft, type VisitDraft } from './visit-draft.ts';

/** What lies half typed in the rooms that one has left, until one comes back. Kept on the disk. */
export interface LeftBehind {
  /** Resolves when the disk has been asked. */
  restored: Promise<void>;
  in: (roomId: Id) => VisitDraft | null;
  /** What lies in its room from now on; forgotten where that is nothing. */
  put: (stay: VisitDraft) => void;
  stop: () => void;
}

export function createLeftBehind({ journal, unlocked }: AppContext): LeftBehind {
  const key = `round-rooms:${unlocked.accountId}`;
  const keeper = createDraftKeeper(journal, key);
  const byRoom = new Map<Id, VisitDraft>();

  async function restore(): Promise<void> {
    const kept = await journal.readDraft(key);
    for (const one of Array.isArray(kept) ? kept : []) {
      const stay = readVisitDraft(one);
      if (stay !== null && !byRoom.has(stay.roomId)) byRoom.set(stay.roomId, stay);
    }
  }

  return {
    restored: restore(),
    in: (roomId) => byRoom.get(roomId) ?? null,
    put: (stay) => {
      const lay = byRoom.delete(stay.roomId);
      const lies = isUnderWay({ ...stay, typed: '' });
      if (lies) byRoom.set(stay.roomId, stay);
      if (lay || lies) keeper.keep(byRoom.size === 0 ? null : [...byRoom.values()]);
    },
    stop: keeper.stop,
  };
}
