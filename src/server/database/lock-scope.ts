import type { Scope } from '../../domain/scope.ts';
import type { Tables, Tx } from './tables.ts';
import type { Selectable } from 'kysely';

/** Holds the scope's counter to the end of the transaction: nothing is stamped there meanwhile. */
export function lockScope(tx: Tx, scope: Scope): Promise<Selectable<Tables['scopeHead']>> {
  return tx
    .updateTable('scopeHead')
    .set((of) => ({ head: of.ref('head') }))
    .where('scope', '=', scope)
    .returningAll()
    .executeTakeFirstOrThrow();
}
