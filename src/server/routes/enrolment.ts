import { isAllowed, type Place } from '../../domain/permission.ts';
import { buildingsOfPost, isValidAt } from '../../domain/assignment-reach.ts';
import type { Assignment } from '../../domain/role.ts';
import type { Id } from '../../domain/id.ts';
import { issueCode } from '../accounts/enrolment-codes.ts';
import {
  readDeviceMemory,
  rememberPhone,
  requirePhone,
  requirePhoneAccount,
} from '../accounts/phones.ts';
import { countTry, giveBackTry } from '../accounts/rate-limits.ts';
import { redeem } from '../accounts/redeem.ts';
import { assignmentsOf } from '../database/access.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { callerAddress } from './address.ts';
import { forAnyone, requireOffice, type OfficeRoute } from './office-call.ts';

export const CODE_RIGHT = { area: 'audit', action: 'W', part: 'codes' } as const;

export const enrolmentRoutes: readonly OfficeRoute[] = [
  forAnyone('redeem', async ({ c, office: { deps, limits }, body }) => {
    const address = callerAddress(c, deps.settings);
    await countTry(limits.code, address);
    const isKnown = c.req.header('authorization') !== undefined;
    const device = isKnown ? await requirePhone(c, deps.db) : null;
    const reply = await redeem(deps, body, device?.id ?? null);
    await giveBackTry(limits.code, address);
    rememberPhone(c, deps, reply.deviceId);
    return reply;
  }),

  forAnyone('issueCode', async ({ c, office, id }) => {
    const { deps } = office;
    const accountId = id();
    if (c.req.header('authorization') === undefined) {
      const user = await requireOffice(c, office, CODE_RIGHT);
      return issueCode(deps, { accountId, by: user.account.id });
    }
    const by = await requirePhoneAccount(c, deps);
    await requireHeadOver(deps, by, accountId);
    return issueCode(deps, { accountId, by });
  }),

  forAnyone('deviceMemory', ({ c, office }) => readDeviceMemory(c, office.deps.db)),
];

/** A head may reissue codes of those all of whose posts are in the head's own: else a code would be a way up. */
async function requireHeadOver(deps: Dependencies, headId: Id, accountId: Id): Promise<void> {
  const at = instantOf(deps.now());
  const assignments = await assignmentsOf(deps.db, [headId, accountId]);
  const posts = (assignments.get(accountId) ?? []).filter((one) => isValidAt(one, at));
  const own = assignments.get(headId) ?? [];
  const isOver =
    posts.length > 0 &&
    posts.every((one) => isAllowed(own, { ...CODE_RIGHT, place: placeOf(one) }, at));
  if (!isOver) throw new Problem('forbidden');
}

function placeOf({ post }: Assignment): Place {
  return {
    buildingIds: buildingsOfPost(post),
    doorId: post.kind === 'door' ? post.id : null,
    personId: null,
    unitId: post.kind === 'unit' ? post.id : null,
    classId: post.kind === 'class' ? post.id : null,
  };
}
