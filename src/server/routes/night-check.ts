import { writeAudit } from '../accounts/audit.ts';
import { instantOf } from '../dependencies.ts';
import { readCampaignReport, readCampaigns, saveCampaign } from '../rounds/change-campaigns.ts';
import { describeMissing } from '../rounds/describe-missing.ts';
import { nightCsv } from '../rounds/night-csv.ts';
import { readNightHistory, readNightReply, selectNight } from '../rounds/read-night.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'room_inspection', action: 'R' } as const;
const EXPORT = { area: 'room_inspection', action: 'X' } as const;
const WRITE = { area: 'documents', action: 'W' } as const;

export const nightCheckRoutes: readonly OfficeRoute[] = [
  forOffice('nightCheck', READ, ({ office, query }) => readNightReply(office.deps, query)),
  forOffice('nightHistory', READ, ({ office, id }) => readNightHistory(office.deps, id())),

  forOffice('nightCheckCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { mask, lang = 'zh', ...wanted } = query;
    const isMasked = mask !== '0';
    const { check, places } = await selectNight(deps, wanted);
    const people = check.people.filter(({ state }) => state === 'unaccounted');
    const rows = await describeMissing(deps.db, { people, places, until: check.at });
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'night-check.export',
      subject: wanted.buildingId ?? null,
      details: { day: check.night.day, isMasked, count: rows.length },
    });
    const text = nightCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="night-check-${check.night.day}.csv"`,
      },
    });
  }),

  forOffice('campaigns', READ, ({ office }) => readCampaigns(office.deps.db)),
  forOffice('campaignProgress', READ, ({ office, id }) => readCampaignReport(office.deps, id())),
  forOffice('createCampaign', WRITE, ({ office, user, body }) =>
    saveCampaign(office.deps, { by: user.account.id, known: null, request: body }),
  ),
  forOffice('changeCampaign', WRITE, ({ office, user, body, id, version }) =>
    saveCampaign(office.deps, {
      by: user.account.id,
      known: { id: id(), version },
      request: body,
    }),
  ),
];
