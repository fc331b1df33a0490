import { DoorCheck } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { AnyRecordParts } from '../../../store/journal.ts';
import type { JournalEntry } from '../../../store/journal-entry.ts';
import type { DoorDuty } from './door-duty.ts';
import { faultyField, type FaultyField } from './faulty-field.ts';
import { t } from './list-strings.ts';
import { recordCheck, recordVoid } from './record-check.ts';

/** What the server has parked of this person's and nobody has answered, latest first. */
export function parkedOf({ app }: DoorDuty): readonly JournalEntry[] {
  void app.revision.value;
  return app.journal
    .entries()
    .filter(
      ({ state, isAnswered, operation }) =>
        state === 'parked' && !isAnswered && operation.by === app.unlocked.accountId,
    )
    .reverse();
}

/** Another record has its number: a void of it would take that one back. The office looks at it. */
export const mayWithdraw = ({ result }: JournalEntry): boolean => result?.why !== 'id-reuse';

/** The check that was parked, where its author can put right what it was parked for; else `null`. */
export function correctable({ operation, result }: JournalEntry): DoorCheck | null {
  const why = result?.why;
  if (operation.type !== 'door-check' || (why !== 'bad-body' && why !== 'unknown-reference'))
    return null;
  return DoorCheck.safeParse(operation.body).data ?? null;
}

/** What to ask for so that a record of another kind is put right; `null` where only taking back is left. */
export function faultOf({ operation, result }: JournalEntry): FaultyField | null {
  const why = result?.why;
  if (operation.type === 'door-check' || (why !== 'bad-body' && why !== 'unknown-reference'))
    return null;
  return faultyField(operation, result?.field ?? null);
}

/** The check without what was refused and no form asks for: the reference to a record, and the door. */
export function withoutFault(duty: DoorDuty, check: DoorCheck, field: string | null): DoorCheck {
  if (field === 'body.repeats') return { ...check, repeats: null };
  if (field === 'body.amends') return { ...check, amends: null };
  const here = duty.shift.peek()?.body.doorId;
  return field === 'body.doorId' && here !== undefined ? { ...check, doorId: here } : check;
}

/** The new record first: what stops in between leaves one record too many in sight, never one too few. */
export async function replaceParked(
  duty: DoorDuty,
  { operation }: JournalEntry,
  check: DoorCheck,
): Promise<void> {
  const { id: replacedBy } = await recordCheck(duty, check);
  await answerWith(duty, operation.id, replacedBy);
}

/** The same for any other kind, in the shift or round in which it was recorded. */
export async function recordAgain(
  duty: DoorDuty,
  { operation }: JournalEntry,
  body: unknown,
): Promise<void> {
  const { journal, unlocked: by } = duty.app;
  const { type, shiftId } = operation;
  // Its kind's own schema has just been asked.
  const [fact] = await journal.recordAll([{ by, type, body, shiftId } as AnyRecordParts]);
  if (fact !== undefined) await answerWith(duty, operation.id, fact.id);
}

const answerWith = (duty: DoorDuty, id: Id, replacedBy: Id) =>
  recordVoid(duty, { id, doorId: null, replacedBy }, { reason: 'wrong-value', answers: id });

export async function withdrawParked(
  duty: DoorDuty,
  { operation }: JournalEntry,
  reason: string,
): Promise<void> {
  await recordVoid(duty, { id: operation.id, doorId: null }, { reason, answers: operation.id });
}

const FIELDS = [
  'body.subject.personId',
  'body.subject.visitorId',
  'body.doorId',
  'body.repeats',
  'body.amends',
  'body.hostId',
  'body.shiftId',
  'body.voids',
  'body.personId',
  'body.roomId',
  'body.sealId',
  'body.areaId',
  'body.findingId',
  'body.disinfectionId',
  'body.leaveId',
  'body.again',
  'body.note',
  'body.text',
  'body.complaint',
  'body.points',
  'body.fixBy',
  'body.number',
  'body.newNumber',
  'body.place',
  'body.reason',
  'body.witness',
  'body.authorisedBy',
  'body.product',
  'body.targetMgPerL',
  'body.contactMinutes',
  'body.ventilationMinutes',
  'body.day',
] as const;

/** The field at fault in words; `null` where there is none to name. */
export function fieldWords(field: string | null): string | null {
  if (field === null) return null;
  if (field.startsWith('body.reading')) return t('field.body.reading');
  const known = FIELDS.find((one) => one === field);
  if (known !== undefined) return t(`field.${known}`);
  return field.startsWith('body.') ? field : null;
}
