import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { FormItem } from '../../../domain/hygiene-form.ts';
import type { Day, Id } from '../../../domain/id.ts';
import type { HalfWritten } from '../../duty/half-written/half-written.ts';

/** Another number for every change of the drafts' shape. */
const SHAPE = 1;

interface Draft extends HalfWritten {
  shape: typeof SHAPE;
  roomId: Id;
  note: string;
  /** Their bytes lie in a draft of their own. */
  photos: AttachmentRef[];
}

/** Something found that is not saved yet. */
export interface FindingDraft extends Draft {
  kind: 'finding';
  itemId: string;
  /** `null`: of the room, or not known whose, once that has been said. */
  personId: Id | null;
  isWhoseSaid: boolean;
  points: number;
  /** `null`: noted only. */
  fixBy: Day | null;
}

/** An earlier finding that is being put right. */
export interface RightDraft extends Draft {
  kind: 'right';
  findingId: Id;
}

export type HygieneDraft = FindingDraft | RightDraft;

export function newFinding(
  item: FormItem,
  of: { room: { id: Id }; residents: readonly { personId: Id }[]; fixBy: Day },
): FindingDraft {
  const { room, residents, fixBy } = of;
  const personIds = residents.map(({ personId }) => personId);
  const isOfRoom = item.part === 'shared' || personIds.length === 0;
  const [only, ...others] = isOfRoom ? [] : personIds;
  return {
    shape: SHAPE,
    kind: 'finding',
    roomId: room.id,
    itemId: item.id,
    personId: others.length === 0 ? (only ?? null) : null,
    isWhoseSaid: others.length === 0,
    points: item.step ?? 0,
    fixBy,
    note: '',
    photos: [],
  };
}

export function newRight(findingId: Id, roomId: Id): RightDraft {
  return { shape: SHAPE, kind: 'right', roomId, findingId, note: '', photos: [] };
}

/** What the phone kept, sealed by itself, of this room; a draft of another build's shape is no draft. */
export function readHygieneDraft(kept: unknown, roomId: Id): HygieneDraft | null {
  const isOurs =
    typeof kept === 'object' && kept !== null && 'shape' in kept && kept.shape === SHAPE;
  const draft = isOurs ? (kept as HygieneDraft) : null;
  return draft?.roomId === roomId ? draft : null;
}
