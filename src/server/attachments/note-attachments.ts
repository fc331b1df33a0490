import { attachmentRefsIn } from '../../domain/attachment.ts';
import type { Id } from '../../domain/id.ts';
import { insertMany } from '../database/insert-many.ts';
import type { Tx } from '../database/tables.ts';
import { presentAttachments } from './read-attachments.ts';

/**
 * Notes what operations name, also where they are parked, and which of it is still awaited from the phone
 * that sent them. Repeatable.
 */
export async function noteAttachments(
  tx: Tx,
  operations: readonly { id: Id; deviceId: Id; body: unknown }[],
): Promise<void> {
  const refs = operations.flatMap(({ id: opId, deviceId, body }) =>
    attachmentRefsIn(body).map(({ sha, size }) => ({ opId, sha, deviceId, size })),
  );
  if (refs.length === 0) return;
  await insertMany(
    tx,
    {
      table: 'attachmentRef',
      finish: (insert) =>
        insert.onConflict((conflict) => conflict.columns(['opId', 'sha']).doNothing()),
    },
    refs,
  );
  const present = await presentAttachments(
    tx,
    refs.map(({ sha }) => sha),
  );
  const wanted = refs.filter(({ sha }) => !present.has(sha));
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
