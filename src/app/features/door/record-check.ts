import { batch } from '@preact/signals';
import type { DoorCheck, Visitor, Void } from '../../../domain/door-check.ts';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Attachment } from '../../../store/attachments.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { keepEvenWithoutPhotos } from '../../duty/keep-without-photos.ts';
import type { DoorDuty } from './door-duty.ts';

export interface RecordOptions {
  alsoClearDraft?: string | readonly string[];
  /** The parked record that this one takes back. */
  answers?: Id;
  /** The bytes of the photos that the check names. */
  attachments?: readonly Attachment[];
  /** Called when the record is durable, together with all that it changes here: one redraw shows both. */
  whenKept?: (fact: Fact) => void;
}

/**
 * Resolves when the check is on the disk of this phone. Where its photos find no room it is kept without
 * them, and `whenPhotosLost` hears of it.
 */
export async function recordCheck(
  duty: DoorDuty,
  body: DoorCheck,
  options: RecordOptions & { whenPhotosLost?: () => void } = {},
): Promise<Fact> {
  const { whenPhotosLost, ...recorded } = options;
  const type = 'door-check';
  const { photos = [], ...text } = body;
  return keepEvenWithoutPhotos(
    photos.length > 0,
    (withPhotos) =>
      withPhotos
        ? record(duty, { type, body, ...recorded })
        : record(duty, { type, body: text, ...recorded, attachments: [] }),
    whenPhotosLost,
  );
}

export async function recordVisitor(duty: DoorDuty, body: Visitor): Promise<Fact> {
  return record(duty, { type: 'visitor', body });
}

/** Takes a fact back; it stays, with the reason. */
export async function recordVoid(
  duty: DoorDuty,
  { id: voids, ...voided }: { id: Id; doorId: Id | null; replacedBy?: Id },
  { reason, ...options }: { reason: string } & RecordOptions,
): Promise<Fact> {
  const body: Void = { voids, ...voided, reason };
  return record(duty, { type: 'void', body, ...options });
}

async function record<T extends FactType>(
  duty: DoorDuty,
  parts: { type: T; body: FactBody<T> } & RecordOptions,
): Promise<Fact> {
  const { app } = duty;
  const { whenKept, ...recorded } = parts;
  const shiftId = duty.shift.peek()?.id ?? null;
  const fact = await app.journal.record({ by: app.unlocked, shiftId, ...recorded });
  batch(() => {
    duty.take([fact]);
    whenKept?.(fact);
  });
  afterFrame(app.touch);
  return fact;
}
