import { writeAudit } from '../accounts/audit.ts';
import { readAttachment } from '../attachments/read-attachments.ts';
import { instantOf } from '../dependencies.ts';
import { inspectionsCsv } from '../hygiene/hygiene-csv.ts';
import { readFindingsPage } from '../hygiene/read-findings.ts';
import { readRectifiedPage } from '../hygiene/read-rectified.ts';
import { readInspectionsPage, selectInspections } from '../hygiene/read-inspections.ts';
import { Problem } from '../problem.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'upkeep', action: 'R' } as const;
const EXPORT = { area: 'upkeep', action: 'X' } as const;

export const hygieneRoutes: readonly OfficeRoute[] = [
  forOffice('inspections', READ, ({ office, query }) => readInspectionsPage(office.deps, query)),

  forOffice('openFindings', READ, ({ office, query }) => readFindingsPage(office.deps, query)),

  forOffice('rectified', READ, ({ office, query }) => readRectifiedPage(office.deps, query)),

  forOffice('inspectionsCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { lang = 'zh', ...period } = query;
    const rows = await selectInspections(deps, period);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'hygiene.export',
      subject: period.buildingId ?? null,
      details: { ...period, count: rows.length },
    });
    return new Response(inspectionsCsv(rows, { lang, zone: deps.settings.campusZone }), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="hygiene-${period.from}-${period.to}.csv"`,
      },
    });
  }),

  forOffice('findingPhoto', READ, async ({ office: { deps }, user, query: { sha }, id }) => {
    const factId = id();
    const bytes = await readAttachment(deps.db, {
      factId,
      sha,
      types: ['finding', 'rectification'],
    });
    if (bytes === null) throw new Problem('not-found');
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'hygiene.photo',
      subject: factId,
      details: { sha },
    });
    return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
  }),
];
