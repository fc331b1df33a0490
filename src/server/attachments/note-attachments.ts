import { attachmentRefsIn } from '../../domain/attachment.ts';
import type { Id } from '../../domain/id.ts';
import { insertMany } from '../database/insert-many.ts';
import type { Tx } from '../database/tables.ts';
import { readNaming } from './read-attachments.ts';

export interface NamingOperation {
  id: Id;
  deviceId: Id;
  /** The fact that it tells or amends. */
  familyId: Id;
  body: unknown;
}

/**
 * Notes what operations name, also where they are parked, and which of it their phones have yet to bring.
 * Who amends carries on what others named, and need not hold it. Repeatable.
 */
export async function noteAttachments(
  tx: Tx,
  operations: readonly NamingOperation[],
): Promise<void> {
  const refs = operations.flatMap(({ id: opId, deviceId, familyId, body }) =>
    attachmentRefsIn(body).map(({ sha, size }) => ({ opId, sha, deviceId, size, familyId })),
  );
  if (refs.length === 0) return;
  await insertMany(
    tx,
    {
      table: 'attachmentRef',
      finish: (insert) =>
        insert.onConflict((conflict) => conflict.columns(['opId', 'sha']).doNothing()),
    },
    refs.map(({ opId, sha, deviceId, size }) => ({ opId, sha, deviceId, size })),
  );
  const naming = await readNaming(
    tx,
    refs.map(({ sha }) => sha),
  );
  const wanted = refs.filter((ref) => {
    const same = naming.filter(({ sha }) => sha === ref.sha);
    const isBrought = same.some(({ deviceId, isHeld }) => isHeld && deviceId === ref.deviceId);
    const isOthers = same.some(
      ({ deviceId, familyId }) => familyId === ref.familyId && deviceId !== ref.deviceId,
    );
    return !isBrought && !isOthers;
  });
  await insertMany(
    tx,
    {
      table: 'attachmentWanted',
      finish: (insert) =>
        insert.onConflict((conflict) => conflict.columns(['deviceId', 'sha']).doNothing()),
    },
    wanted.map(({ deviceId, sha }) => ({ deviceId, sha })),
  );
}
