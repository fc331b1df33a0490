import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { complaintsCsv } from '../rounds/complaints-csv.ts';
import { differencesCsv } from '../rounds/differences-csv.ts';
import { selectDifferences } from '../rounds/read-differences.ts';
import { readUnitSheet } from '../rounds/read-unit-sheet.ts';
import { readRounds } from '../rounds/read-rounds.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'room_inspection', action: 'R' } as const;
const EXPORT = { area: 'room_inspection', action: 'X' } as const;
const PAGE = 100;

export const roundRoutes: readonly OfficeRoute[] = [
  forOffice('rounds', READ, ({ office, query }) => readRounds(office.deps, office.people, query)),

  forOffice('complaintsCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh' } = query;
    const isMasked = mask !== '0';
    const { day, rows } = await readRounds(deps, people, { day: query.day });
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'complaints.export',
      subject: null,
      details: { day, isMasked, count: rows.flatMap(({ complaints }) => complaints).length },
    });
    const text = complaintsCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return csvFile(`complaints-${day}.csv`, text);
  }),

  // Whole names on paper: for who may export, and noted.
  forOffice('unitSheet', EXPORT, async ({ office: { deps, people }, user, id }) => {
    const unitId = id();
    const sheet = await readUnitSheet(deps, people, unitId);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'unit-sheet.print',
      subject: unitId,
      details: { rooms: sheet.floors.flatMap(({ rooms }) => rooms).length },
    });
    return sheet;
  }),

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
    return csvFile(`differences-${day}.csv`, text);
  }),
];

const csvFile = (name: string, text: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
