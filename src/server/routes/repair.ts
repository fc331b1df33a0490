import { Hono } from 'hono';
import { JournalListRequest } from '../../protocol/journal-list.ts';
import { RepairRequest } from '../../protocol/repair.ts';
import { readBody } from '../body.ts';
import { readSnapshot } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { listJournal } from '../proof/list-journal.ts';
import { requirePhone } from '../accounts/phones.ts';
import { readDeviceSession } from '../sync/authenticate.ts';
import { followedScopes } from '../sync/followed-scopes.ts';
import { repairScope } from '../sync/repair-scope.ts';

/**
 * `POST /api/v1/repair`: for a phone that found its replica of a scope to be another than the server's;
 * `…/journal`: for one that compares its own operations, which takes no reader.
 */
export function repairRoute(deps: Dependencies): Hono {
  const route = new Hono();
  route.post('/journal', async (c) => {
    const device = await requirePhone(c, deps.db);
    const request = await readBody(c, JournalListRequest);
    return c.json(await listJournal(deps.db, request, device.id));
  });
  return route.post('/', async (c) => {
    const at = instantOf(deps.now());
    const device = await requirePhone(c, deps.db);
    const session = await readDeviceSession(c, deps.db, { deviceId: device.id, at });
    if (session.outcome !== 'open') throw new Problem('session-expired');
    const request = await readBody(c, RepairRequest);
    const reply = await readSnapshot(deps.db, async (tx) => {
      const scopes = await followedScopes(tx, session, at);
      if (!scopes.includes(request.scope)) throw new Problem('forbidden');
      return repairScope(tx, request);
    });
    return c.json(reply);
  });
}
