import type { KyselyPlugin } from 'kysely';
import type { Dependencies } from '../../../src/server/dependencies.ts';

/** The server's own database, with a count of the rows that come out of it and of the questions. */
export function countedDatabase(deps: Dependencies): {
  read: { rows: number; queries: number };
  deps: Dependencies;
} {
  const read = { rows: 0, queries: 0 };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      read.rows += result.rows.length;
      read.queries += 1;
      return result;
    },
  };
  return { read, deps: { ...deps, db: deps.db.withPlugin(plugin) } };
}
