import { batch } from '@preact/signals';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { afterFrame } from '../../device/after-frame.ts';
import type { FormRecord } from '../../duty/kept-form.ts';
import type { DisinfectionDuty } from './disinfection-duty.ts';

interface Recording<T extends FactType> extends Omit<FormRecord, 'photos'> {
  type: T;
  body: FactBody<T>;
  /** They found no room, and it is recorded without them. */
  arePhotosLost?: boolean;
}

/** Resolves when it is on the disk of this phone; from then on it may be undone for some seconds. */
export async function recordWork<T extends FactType>(
  duty: DisinfectionDuty,
  { arePhotosLost = false, ...recording }: Recording<T>,
): Promise<Fact> {
  const { app } = duty;
  const fact = await app.journal.record({ by: app.unlocked, shiftId: null, ...recording });
  batch(() => {
    duty.take([fact]);
    duty.justSaved.value = { factId: fact.id, savedAtMs: duty.nowMs.peek(), arePhotosLost };
  });
  afterFrame(app.touch);
  return fact;
}

/** Takes a fact back; it stays, with the reason. What takes back cannot be undone by a tap. */
export async function takeBack(duty: DisinfectionDuty, id: Id, reason: string): Promise<void> {
  const { app } = duty;
  const body = { voids: id, doorId: null, reason };
  const fact = await app.journal.record({ by: app.unlocked, type: 'void', body, shiftId: null });
  batch(() => {
    duty.take([fact]);
    duty.justSaved.value = null;
  });
  afterFrame(app.touch);
}
