import type { HygieneLog, RoomHygiene, RoomInspection } from '../../../domain/hygiene.ts';
import { formInUse, hygieneOf } from '../../../domain/default-hygiene.ts';
import type { InspectionForm } from '../../../domain/hygiene-form.ts';
import { scoreOf, type InspectionScore } from '../../../domain/hygiene-score.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Timed } from '../../duty/clock.ts';

/** What the hygiene of rooms needs of the round. */
export interface HygieneDuty extends Timed {
  nowInstant: () => Instant;
  /** The round on which it is recorded; `null` outside of any. */
  roundId: () => Id | null;
  /** Reading it renders again when it has grown. */
  hygiene: () => HygieneLog;
  take: (facts: readonly Fact[]) => void;
}

/** One stay in one room. */
export interface HygieneVisit {
  visitId: Id;
  room: { id: Id; code: string };
  /** Who lives here, by bed. */
  residents: readonly { personId: Id; name: string; bed: string }[];
  /** When it was written by hand, where it is typed in from paper. */
  onPaperAt?: Instant;
}

export const formOf = ({ app }: HygieneDuty): InspectionForm => formInUse(hygieneOf(app.policy()));

export const roomHygiene = (duty: HygieneDuty, { room }: HygieneVisit): RoomHygiene =>
  duty.hygiene().room(room.id);

/** What this visit's inspection is, or would be if the room were looked over now. */
export function inspectionNow(
  duty: HygieneDuty,
  visit: HygieneVisit,
): RoomInspection & { isLookedOver: boolean } {
  const { inspections, findings } = roomHygiene(duty, visit);
  const form = formOf(duty);
  const made = inspections.find(
    ({ visitId, formId }) => visitId === visit.visitId && formId === form.id,
  );
  if (made !== undefined) return { ...made, isLookedOver: true };
  return {
    id: visit.visitId,
    visitId: visit.visitId,
    formId: form.id,
    formVersion: form.version,
    at: duty.nowInstant(),
    typedInAt: null,
    by: [],
    findings: findings.filter(
      ({ finding }) => finding.visitId === visit.visitId && finding.formId === form.id,
    ),
    isLookedOver: false,
  };
}

export const scoreNow = (duty: HygieneDuty, inspection: RoomInspection): InspectionScore | null =>
  scoreOf(inspection, hygieneOf(duty.app.policy()).forms);
