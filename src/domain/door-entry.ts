import type { AmendedRecord, RecordVersion, TakenBack } from './amended-record.ts';
import type { DoorCheck, Shift, ShiftEnd, Visitor } from './door-check.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** One telling of a check: the first record, or an amendment. */
export type CheckVersion = RecordVersion<DoorCheck>;

/** One passage at a door, as it stands after every amendment and void: `at` is when the person passed. */
export type DoorEntry = AmendedRecord<DoorCheck>;

export interface VisitorEntry {
  id: Id;
  at: Instant;
  fact: Fact;
  visitor: Visitor;
  takenBack: readonly TakenBack[];
}

export interface ShiftEntry {
  id: Id;
  at: Instant;
  fact: Fact;
  shift: Shift;
  /** The first of several ends; `null` while nobody has ended it (it is over after the policy's hours). */
  end: { at: Instant; why: ShiftEnd['why'] } | null;
}
