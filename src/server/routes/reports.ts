import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { answerCorrection, readCorrectionsPage } from '../reports/corrections.ts';
import { readAbsencesPage, readContactsPage } from '../reports/read-absences.ts';
import { readLedger } from '../reports/read-ledger.ts';
import { describeReports, readReportsPage, selectReports } from '../reports/read-reports.ts';
import { reportsCsv } from '../reports/reports-csv.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'self_report', action: 'R' } as const;
const ANSWER = { area: 'self_report', action: 'V' } as const;
const EXPORT = { area: 'self_report', action: 'X' } as const;

export const reportRoutes: readonly OfficeRoute[] = [
  forOffice('listReports', READ, ({ office, query }) =>
    readReportsPage(office.deps, office.people, query),
  ),

  forOffice('reportsCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh', ...asked } = query;
    const isMasked = mask !== '0';
    const day = dayAsked(deps, asked.day);
    const entries = await selectReports(deps, people, { ...asked, day });
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'reports.export',
      subject: asked.buildingId ?? asked.classId ?? null,
      details: { ...asked, day, isMasked, count: entries.length },
    });
    const rows = await describeReports(deps, entries);
    const text = reportsCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="reports-${day}.csv"`,
      },
    });
  }),

  forOffice('listAbsences', READ, ({ office, query }) => readAbsencesPage(office.deps, query)),

  forOffice('listContactLog', READ, ({ office, query }) => readContactsPage(office.deps, query)),

  forOffice('listCorrections', READ, ({ office, query }) =>
    readCorrectionsPage(office.deps, query),
  ),

  forOffice('answerCorrection', ANSWER, ({ office, user, body, id }) =>
    answerCorrection(office.deps, { by: user.account.id, requestId: id(), request: body }),
  ),

  // One person's health, looked at by name: noted.
  forOffice('personLedger', READ, async ({ office: { deps }, user, query, id }) => {
    const personId = id();
    const ledger = await readLedger(deps, personId, query);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'ledger.read',
      subject: personId,
    });
    return ledger;
  }),
];
