import { buildingsOfPost, isValidAt } from '../../domain/assignment-reach.ts';
import { mayMakeCard } from '../../domain/card-right.ts';
import type { Id } from '../../domain/id.ts';
import { isAllowed, type Place } from '../../domain/permission.ts';
import type { Directory } from '../../domain/person.ts';
import type { Post } from '../../domain/role.ts';
import { assignmentsOf } from '../database/access.ts';
import { getDocument } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';

export const CODE_RIGHT = { area: 'audit', action: 'W', part: 'codes' } as const;

/** A code is good for one more phone; a card ends the phone before. */
export type WayIn = 'code' | 'card';

/**
 * A head may reissue codes of those all of whose posts are in the head's own: else a code would be a way up. Who has
 * no post but themselves is where they live and study, and gets cards only: another phone beside theirs would read
 * unseen what they tell. The keeper of a unit makes cards only. Throws `forbidden`, also where nobody is there.
 */
export async function requireHeadOver(
  { db, now }: Dependencies,
  headId: Id,
  { personId, wayIn }: { personId: Id; wayIn: WayIn },
): Promise<void> {
  const at = instantOf(now());
  const person = await getDocument(db, 'directory', personId);
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('personId', '=', personId)
    .executeTakeFirst();
  const assignments = await assignmentsOf(db, account ? [headId, account.id] : [headId]);
  const own = assignments.get(headId) ?? [];
  const held = assignments.get(account?.id ?? '')?.filter((one) => isValidAt(one, at));
  const posts = held?.map(({ post }) => post) ?? [SELF];
  const isOwn = (place: Place): boolean =>
    wayIn === 'card' ? mayMakeCard(own, place, at) : isAllowed(own, { ...CODE_RIGHT, place }, at);
  const isOver =
    person !== null &&
    posts.length > 0 &&
    (wayIn === 'card' || posts.some(({ kind }) => kind !== 'self')) &&
    posts.every((post) => isOwn(placeOf(post, person.body)));
  if (!isOver) throw new Problem('forbidden');
}

const SELF: Post = { kind: 'self' };

function placeOf(post: Post, person: Directory): Place {
  if (post.kind === 'self') {
    const { home, classId } = person;
    return {
      buildingIds: home === null ? [] : [home.buildingId],
      doorId: null,
      personId: person.id,
      unitId: home === null ? null : (home.unitId ?? home.buildingId),
      classId,
    };
  }
  return {
    buildingIds: buildingsOfPost(post),
    doorId: post.kind === 'door' ? post.id : null,
    personId: null,
    unitId: post.kind === 'unit' ? post.id : null,
    classId: post.kind === 'class' ? post.id : null,
  };
}
