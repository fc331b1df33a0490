import { batch } from '@preact/signals';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { FactBody } from '../../../domain/fact.ts';
import type { FoundItem } from '../../../domain/hygiene.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Day } from '../../../domain/id.ts';
import type { Attachment } from '../../../store/attachments.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { keepEvenWithoutPhotos } from '../../duty/keep-without-photos.ts';
import { formOf, type HygieneDuty, type HygieneVisit } from './hygiene-visit.ts';

type Recorded = 'inspection' | 'finding' | 'rectification' | 'void';

export interface HygieneRecording {
  alsoClearDraft?: readonly string[];
  attachments?: readonly Attachment[];
  /** Called when the record is durable, together with all that it changes here: one redraw shows both. */
  whenKept?: () => void;
  /** It was kept without its photos: there was no room for them. */
  whenPhotosLost?: () => void;
}

/** The room was looked over, whatever was found. */
export async function recordInspection(duty: HygieneDuty, visit: HygieneVisit): Promise<Fact> {
  const { id: formId, version: formVersion } = formOf(duty);
  return record(duty, {
    type: 'inspection',
    body: { ...placeOf(visit), formId, formVersion },
  });
}

export type NewFinding = Pick<
  FactBody<'finding'>,
  'itemId' | 'personId' | 'points' | 'note' | 'fixBy' | 'photos'
>;

export function recordFinding(
  duty: HygieneDuty,
  visit: HygieneVisit,
  { finding, ...options }: { finding: NewFinding } & HygieneRecording,
): Promise<Fact> {
  const { id: formId, version: formVersion } = formOf(duty);
  const body = { ...placeOf(visit), formId, formVersion, ...finding };
  return recordWithPhotos(duty, { type: 'finding', body }, options);
}

/** What an earlier round found is found again: it costs its points in this visit too, until a new day. */
export function recordStillSo(
  duty: HygieneDuty,
  visit: HygieneVisit,
  { found, fixBy }: { found: FoundItem; fixBy: Day },
): Promise<Fact> {
  const { formId, formVersion, itemId, personId, points } = found.finding;
  const of = {
    formId,
    ...(formVersion !== undefined && { formVersion }),
    itemId,
    personId,
    points,
  };
  const again = { ...of, note: null, fixBy, photos: [] };
  return record(duty, {
    type: 'finding',
    body: { ...placeOf(visit), ...again, again: found.id },
  });
}

export function recordPutRight(
  duty: HygieneDuty,
  visit: HygieneVisit,
  {
    right,
    ...options
  }: {
    right: { findingId: Id; note: string | null; photos: AttachmentRef[] };
  } & HygieneRecording,
): Promise<Fact> {
  const body = { ...placeOf(visit), ...right };
  return recordWithPhotos(duty, { type: 'rectification', body }, options);
}

/** Takes back what was a slip; it stays on the record as taken back. */
export function takeBack(duty: HygieneDuty, id: Id): Promise<Fact> {
  return record(duty, { type: 'void', body: { voids: id, doorId: null, reason: 'undo' } });
}

const placeOf = ({ visitId, room, onPaperAt }: HygieneVisit) => ({
  visitId,
  roomId: room.id,
  ...(onPaperAt !== undefined && { onPaperAt }),
});

function recordWithPhotos<T extends 'finding' | 'rectification'>(
  duty: HygieneDuty,
  { type, body }: { type: T; body: FactBody<T> },
  { whenPhotosLost, ...options }: HygieneRecording,
): Promise<Fact> {
  return keepEvenWithoutPhotos(
    body.photos.length > 0,
    (withPhotos) =>
      withPhotos
        ? record(duty, { type, body, ...options })
        : record(duty, { type, body: { ...body, photos: [] }, ...options, attachments: [] }),
    whenPhotosLost,
  );
}

async function record<T extends Recorded>(
  duty: HygieneDuty,
  parts: { type: T; body: FactBody<T> } & Omit<HygieneRecording, 'whenPhotosLost'>,
): Promise<Fact> {
  const { app } = duty;
  const { whenKept, ...recorded } = parts;
  const shiftId = duty.roundId();
  const fact = await app.journal.record({ by: app.unlocked, shiftId, ...recorded });
  batch(() => {
    duty.take([fact]);
    whenKept?.();
  });
  afterFrame(app.touch);
  return fact;
}
