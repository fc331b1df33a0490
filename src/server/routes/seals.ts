import { writeAudit } from '../accounts/audit.ts';
import { readAttachment } from '../attachments/read-attachments.ts';
import { instantOf } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { acknowledgeSeal } from '../seals/acknowledge-seal.ts';
import { readSeal, readSealsPage, selectSeals } from '../seals/read-seals.ts';
import { sealsCsv } from '../seals/seals-csv.ts';
import { forOffice, type OfficeRoute } from './office-call.ts';

const READ = { area: 'upkeep', action: 'R' } as const;
const ACKNOWLEDGE = { area: 'upkeep', action: 'V' } as const;
const EXPORT = { area: 'upkeep', action: 'X' } as const;

export const sealRoutes: readonly OfficeRoute[] = [
  forOffice('seals', READ, ({ office, query }) => readSealsPage(office.deps, query)),

  forOffice('sealsCsv', EXPORT, async ({ office: { deps }, user, query }) => {
    const { mask, lang = 'zh', ...wanted } = query;
    const isMasked = mask !== '0';
    const { rows } = await selectSeals(deps.db, wanted);
    const at = instantOf(deps.now());
    await writeAudit(deps.db, {
      at,
      accountId: user.account.id,
      what: 'seals.export',
      subject: wanted.buildingId ?? null,
      details: { ...wanted, isMasked, count: rows.length },
    });
    const text = sealsCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="seals-${at.slice(0, 10)}.csv"`,
      },
    });
  }),

  forOffice('seal', READ, ({ office, id }) => readSeal(office.deps.db, id())),

  forOffice('sealPhoto', READ, async ({ office: { deps }, user, query: { sha }, id }) => {
    const factId = id();
    const types = ['seal', 'seal-check'] as const;
    const bytes = await readAttachment(deps.db, { factId, sha, types });
    if (bytes === null) throw new Problem('not-found');
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'seal.photo',
      subject: factId,
      details: { sha },
    });
    return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
  }),

  forOffice('acknowledgeSeal', ACKNOWLEDGE, ({ office, user, body, id }) =>
    acknowledgeSeal(office.deps, { by: user.account.id, sealId: id(), request: body }),
  ),
];
