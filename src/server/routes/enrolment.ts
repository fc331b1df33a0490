import type { Context } from 'hono';
import type { Id } from '../../domain/id.ts';
import { mayOffice } from '../../domain/permission.ts';
import { numberOf } from '../../protocol/enrolment-code.ts';
import { writeAudit } from '../accounts/audit.ts';
import { issueCode } from '../accounts/enrolment-codes.ts';
import {
  noteStorageLost,
  readDeviceMemory,
  rememberPhone,
  requirePhone,
  requirePhoneAccount,
} from '../accounts/phones.ts';
import { countTry, giveBackTry } from '../accounts/rate-limits.ts';
import { redeem } from '../accounts/redeem.ts';
import { getDocument } from '../database/documents.ts';
import { instantOf } from '../dependencies.ts';
import { enrolmentsCsv } from '../enrolment/enrolments-csv.ts';
import { CODE_RIGHT, requireHeadOver, type WayIn } from '../enrolment/head-over.ts';
import { makeCards, reissueCard } from '../enrolment/make-cards.ts';
import { planCards, readMissing, searchEnrolments } from '../enrolment/read-enrolments.ts';
import { callerAddress } from './address.ts';
import { forAnyone, forOffice, requireOffice, type OfficeRoute } from './office-call.ts';
import type { Office } from './office-state.ts';

const READ = { area: 'audit', action: 'R', part: 'devices' } as const;
const EXPORT = { area: 'audit', action: 'X' } as const;

export const enrolmentRoutes: readonly OfficeRoute[] = [
  forAnyone(
    'redeem',
    async ({ c, office: { deps, limits }, body }) => {
      const address = callerAddress(c, deps.settings);
      const limit = numberOf(body.code) === null ? limits.code : limits.card;
      await countTry(limit, address);
      const isKnown = c.req.header('authorization') !== undefined;
      const device = isKnown ? await requirePhone(c, deps.db) : null;
      const reply = await redeem(deps, body, device?.id ?? null);
      for (const counted of [limits.redeem, limit]) await giveBackTry(counted, address);
      rememberPhone(c, deps, reply.deviceId);
      return reply;
    },
    'redeem',
  ),

  forAnyone('issueCode', async ({ c, office, id }) => {
    const accountId = id();
    const by = await requireCodeRight(c, office, async () => {
      const account = await getDocument(office.deps.db, 'account', accountId);
      return { personId: account?.body.personId ?? accountId, wayIn: 'code' };
    });
    return issueCode(office.deps, { accountId, by });
  }),

  forAnyone('reissueCard', async ({ c, office, body, id }) => {
    const personId = id();
    const by = await requireCodeRight(c, office, () =>
      Promise.resolve({ personId, wayIn: 'card' }),
    );
    return reissueCard(office.deps, { by, personId, validDays: body.validDays });
  }),

  forOffice('enrolments', READ, ({ office, body }) =>
    searchEnrolments(office.deps, office.people, body),
  ),
  forOffice('enrolmentsCsv', EXPORT, async ({ office: { deps, people }, user, query }) => {
    const { mask, lang = 'zh', ...selection } = query;
    const isMasked = mask !== '0';
    const rows = await readMissing(deps, people, selection);
    await writeAudit(deps.db, {
      at: instantOf(deps.now()),
      accountId: user.account.id,
      what: 'enrolment.export',
      subject: selection.buildingId ?? selection.classId ?? null,
      details: { isMasked, count: rows.length },
    });
    const text = enrolmentsCsv(rows, { lang, isMasked, zone: deps.settings.campusZone });
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="not-enrolled.csv"',
      },
    });
  }),
  forOffice('planCards', CODE_RIGHT, ({ office, body }) =>
    planCards(office.deps, office.people, body),
  ),
  forOffice('makeCards', CODE_RIGHT, ({ office, user, body }) =>
    makeCards(office.deps, {
      by: user.account.id,
      personIds: body.personIds,
      validDays: body.validDays,
      endsPhones: body.endsPhones,
    }),
  ),

  forAnyone(
    'storageLost',
    async ({ c, office: { deps }, body }) => {
      await noteStorageLost(c, deps, body);
      return { ok: true as const };
    },
    'storageLost',
  ),

  forAnyone('deviceMemory', ({ c, office }) => readDeviceMemory(c, office.deps)),
];

/** The office over everybody, heads over their own: from their phone, or signed in at a desk. Gives the account. */
async function requireCodeRight(
  c: Context,
  office: Office,
  orderOf: () => Promise<{ personId: Id; wayIn: WayIn }>,
): Promise<Id> {
  const { deps } = office;
  const isPhone = c.req.header('authorization') !== undefined;
  if (isPhone) {
    const by = await requirePhoneAccount(c, deps);
    await requireHeadOver(deps, by, await orderOf());
    return by;
  }
  const { account, assignments } = await requireOffice(c, office, null);
  if (!mayOffice(assignments, CODE_RIGHT, instantOf(deps.now())))
    await requireHeadOver(deps, account.id, await orderOf());
  return account.id;
}
