import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { disinfectionCsv } from '../disinfection/disinfection-csv.ts';
import { readDisinfectionPage, selectDisinfection } from '../disinfection/read-disinfection.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'upkeep', action: 'R' } as const;
const EXPORT = { area: 'upkeep', action: 'X' } as const;

export const disinfectionRoutes: readonly OfficeRoute[] = [
  forOffice('disinfection', READ, ({ office, query }) => readDisinfectionPage(office.deps, query)),

  forOffice('disinfectionCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { mask, lang = 'zh', ...period } = query;
    const isMasked = mask !== '0';
    const { rows } = await selectDisinfection(deps, period);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'disinfection.export',
      subject: period.buildingId ?? null,
      details: { ...period, isMasked, count: rows.length },
    });
    const text = disinfectionCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="disinfection-${period.from}-${period.to}.csv"`,
      },
    });
  }),
];
