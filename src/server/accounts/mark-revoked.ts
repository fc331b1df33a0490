import type { Id, Instant } from '../../domain/id.ts';
import type { Tx } from '../database/tables.ts';

/**
 * Not before a phone's last contact, though the server's clock may have been set back since: whether a phone has
 * been in touch after it was revoked is told by these two.
 */
export async function markRevoked(tx: Tx, ids: readonly Id[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('device')
    .set((column) => ({
      revokedAt: column
        .case()
        .when('lastContactAt', '>', at)
        .then(column.ref('lastContactAt'))
        .else(at)
        .end(),
    }))
    .where('id', 'in', ids)
    .execute();
}
