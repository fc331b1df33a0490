import { attachmentRefsIn } from '../../domain/attachment.ts';
import type { Id } from '../../domain/id.ts';
import type { Tx } from '../database/tables.ts';

/**
 * Notes what an operation names, also where it is parked, and which of it is still awaited from the phone
 * that sent it. Repeatable.
 */
export async function noteAttachments(
  tx: Tx,
  operation: { id: Id; deviceId: Id; body: unknown },
): Promise<void> {
  const { id: opId, deviceId } = operation;
  const refs = attachmentRefsIn(operation.body);
  if (refs.length === 0) return;
  const shas = refs.map(({ sha }) => sha);
  await tx
    .insertInto('attachmentRef')
    .values(refs.map(({ sha, size }) => ({ opId, sha, deviceId, size })))
    .onConflict((conflict) => conflict.columns(['opId', 'sha']).doNothing())
    .execute();
  const present = await tx
    .selectFrom('attachment')
    .select('sha')
    .where('sha', 'in', shas)
    .execute();
  const wanted = shas.filter((sha) => !present.some((row) => row.sha === sha));
  if (wanted.length === 0) return;
  await tx
    .insertInto('attachmentWanted')
    .values(wanted.map((sha) => ({ deviceId, sha })))
    .onConflict((conflict) => conflict.columns(['deviceId', 'sha']).doNothing())
    .execute();
}
