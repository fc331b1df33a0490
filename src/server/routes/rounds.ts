import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { differencesCsv } from '../rounds/differences-csv.ts';
import { selectDifferences } from '../rounds/read-differences.ts';
import { readRounds } from '../rounds/read-rounds.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'room_inspection', action: 'R' } as const;
const EXPORT = { area: 'room_inspection', action: 'X' } as const;
const PAGE = 100;

export const roundRoutes: readonly OfficeRoute[] = [
  forOffice('rounds', READ, ({ office, query }) => readRounds(office.deps, office.people, query)),

  forOffice('differences', READ, async ({ office, query }) => {
    const { rows, ...rest } = await selectDifferences(office.deps, query.day);
    const offset = Number(query.offset ?? 0);
    return { ...rest, total: rows.length, rows: rows.slice(offset, offset + PAGE) };
  }),

  forOffice('differencesCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { mask, lang = 'zh' } = query;
    const isMasked = mask !== '0';
    const { day, rows } = await selectDifferences(deps, query.day);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'differences.export',
      subject: null,
      details: { day, isMasked, count: rows.length },
    });
    const text = differencesCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="differences-${day}.csv"`,
      },
    });
  }),
];
