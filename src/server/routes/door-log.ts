import { writeAudit } from '../accounts/audit.ts';
import { readAttachment } from '../attachments/read-attachments.ts';
import { instantOf } from '../dependencies.ts';
import { doorLogCsv } from '../door-log/door-log-csv.ts';
import { correctCheck, matchCheck, voidCheck } from '../door-log/change-check.ts';
import { describeAll } from '../door-log/describe-all.ts';
import { readDoorLogPage, selectEntries } from '../door-log/read-door-log.ts';
import { readParked } from '../door-log/read-parked.ts';
import { Problem } from '../problem.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'door_check', action: 'R' } as const;
const AMEND = { area: 'door_check', action: 'V' } as const;
const EXPORT = { area: 'door_check', action: 'X' } as const;

export const doorLogRoutes: readonly OfficeRoute[] = [
  forOffice('doorLog', READ, ({ office, query }) => readDoorLogPage(office.deps, query)),

  forOffice('doorLogCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { mask, lang = 'zh', ...wanted } = query;
    const isMasked = mask !== '0';
    const { entries, log, names } = await selectEntries(deps, wanted);
    const rows = await describeAll(deps.db, { shown: entries, log, names });
    const at = instantOf(deps.now());
    await writeAudit(deps.db, {
      at,
      accountId: user.account.id,
      what: 'door-log.export',
      subject: wanted.buildingId ?? null,
      details: { ...wanted, isMasked, count: rows.length },
    });
    const text = doorLogCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="door-log-${at.slice(0, 10)}.csv"`,
      },
    });
  }),

  forOffice('checkPhoto', READ, async ({ office: { deps }, user, query: { sha }, id }) => {
    const factId = id();
    const bytes = await readAttachment(deps.db, { factId, sha, types: ['door-check'] });
    if (bytes === null) throw new Problem('not-found');
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'door-log.photo',
      subject: factId,
      details: { sha },
    });
    return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
  }),

  forOffice('matchCheck', AMEND, ({ office, user, body, id }) =>
    matchCheck(office.deps, { by: user.account.id, entryId: id(), request: body }),
  ),
  forOffice('correctCheck', AMEND, ({ office, user, body, id }) =>
    correctCheck(office.deps, { by: user.account.id, entryId: id(), request: body }),
  ),
  forOffice('voidCheck', AMEND, ({ office, user, body, id }) =>
    voidCheck(office.deps, { by: user.account.id, entryId: id(), request: body }),
  ),

  forOffice('parked', READ, ({ office, query }) =>
    readParked(office.deps.db, Number(query.offset ?? 0)),
  ),
];
