import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { handInCollege } from '../reports/hand-in-college.ts';
import { readClusters } from '../reports/read-clusters.ts';
import { readIdentical } from '../reports/read-identical.ts';
import { readMissing } from '../reports/read-missing.ts';
import { readSessionRolls } from '../reports/read-rolls.ts';
import { readTemperatures } from '../reports/read-temperatures.ts';
import { rollsCsv } from '../reports/rolls-csv.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'self_report', action: 'R' } as const;
const HAND_IN = { area: 'self_report', action: 'V' } as const;
const EXPORT = { area: 'self_report', action: 'X' } as const;

export const rollupRoutes: readonly OfficeRoute[] = [
  forOffice('sessionRolls', READ, ({ office, query }) =>
    readSessionRolls(office.deps, office.people, query),
  ),

  forOffice('sessionRollsCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { lang = 'zh', ...asked } = query;
    const rolls = await readSessionRolls(deps, people, asked);
    const { day, slot } = rolls.session;
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'session-rolls.export',
      subject: null,
      details: { day, slot, by: rolls.by },
    });
    return new Response(rollsCsv(rolls, { lang, zone: deps.settings.campusZone }), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="session-${day}-${slot}.csv"`,
      },
    });
  }),

  forOffice('sessionMissing', READ, ({ office, query }) =>
    readMissing(office.deps, office.people, query),
  ),

  forOffice('sessionTemperatures', READ, ({ office, query }) =>
    readTemperatures(office.deps, office.people, query),
  ),

  forOffice('listClusters', READ, ({ office, query }) => readClusters(office.deps, query)),

  forOffice('listIdentical', READ, ({ office, query }) => readIdentical(office.deps, query)),

  forOffice('handInCollege', HAND_IN, async ({ office, user, body }) => {
    await handInCollege(office.deps, office.people, { by: user.account.id, request: body });
    return { ok: true } as const;
  }),
];
