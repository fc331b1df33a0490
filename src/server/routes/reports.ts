import { writeAudit } from '../accounts/audit.ts';
import { readAttachment } from '../attachments/read-attachments.ts';
import { instantOf } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { answerCorrection, readCorrectionsPage } from '../reports/corrections.ts';
import { absencesCsv } from '../reports/absences-csv.ts';
import { bothSystemsCsv } from '../reports/both-systems-csv.ts';
import { contactListCsv } from '../reports/contact-list-csv.ts';
import { describeAbsences, readAbsencesPage, selectAbsences } from '../reports/read-absences.ts';
import { readBothSystems, readBothSystemsPage } from '../reports/read-both-systems.ts';
import {
  describeContacts,
  readContactListPage,
  readContactsPage,
  rowsIn,
  selectContacts,
} from '../reports/read-contacts.ts';
import { readLedger } from '../reports/read-ledger.ts';
import { describeReports, readReportsPage, selectReports } from '../reports/read-reports.ts';
import { reportsCsv } from '../reports/reports-csv.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'self_report', action: 'R' } as const;
const ANSWER = { area: 'self_report', action: 'V' } as const;
const EXPORT = { area: 'self_report', action: 'X' } as const;

const csvFile = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    },
  });

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
    return csvFile(text, `reports-${day}`);
  }),

  forOffice('listAbsences', READ, ({ office, query }) =>
    readAbsencesPage(office.deps, office.people, query),
  ),

  forOffice('absencesCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh', ...asked } = query;
    const isMasked = mask !== '0';
    const entries = await selectAbsences(deps.db, people, asked);
    const at = instantOf(deps.now());
    await writeAudit(deps.db, {
      at,
      accountId: user.account.id,
      what: 'absences.export',
      subject: asked.buildingId ?? asked.classId ?? null,
      details: { ...asked, isMasked, count: entries.length },
    });
    const rows = await describeAbsences(deps.db, entries);
    const text = absencesCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return csvFile(text, `absences-${at.slice(0, 10)}`);
  }),

  forOffice('absencePhoto', READ, async ({ office: { deps }, user, query: { sha }, id }) => {
    const factId = id();
    const types = ['absence-follow-up'] as const;
    const bytes = await readAttachment(deps.db, { factId, sha, types });
    if (bytes === null) throw new Problem('not-found');
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'absence.photo',
      subject: factId,
      details: { sha },
    });
    return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
  }),

  forOffice('contactList', READ, ({ office, query }) =>
    readContactListPage(office.deps, office.people, query),
  ),

  forOffice('contactListCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh', state = 'all', ...asked } = query;
    const isMasked = mask !== '0';
    const day = dayAsked(deps, asked.day);
    const list = await selectContacts(deps, people, { ...asked, day });
    if (list === null) throw new Problem('bad-request', { at: 'classId' });
    const wanted = rowsIn(state, list);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'contacts.export',
      subject: asked.buildingId ?? asked.classId ?? null,
      details: { ...asked, day, state, isMasked, count: wanted.length },
    });
    const rows = await describeContacts(deps.db, wanted);
    const text = contactListCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return csvFile(text, `contacts-${day}`);
  }),

  forOffice('bothSystems', READ, ({ office, query }) =>
    readBothSystemsPage(office.deps, office.people, query),
  ),

  forOffice('bothSystemsCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh', ...asked } = query;
    const isMasked = mask !== '0';
    const day = dayAsked(deps, asked.day);
    const rows = await readBothSystems(deps, people, { ...asked, day });
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'both-systems.export',
      subject: asked.buildingId ?? asked.classId ?? null,
      details: { ...asked, day, isMasked, count: rows.length },
    });
    const text = bothSystemsCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return csvFile(text, `both-systems-${day}`);
  }),

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
