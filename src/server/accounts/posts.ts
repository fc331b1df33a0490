import type { Id } from '../../domain/id.ts';
import type { Post, Role } from '../../domain/role.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { Problem } from '../problem.ts';

/** Over what a role can be held. */
export const POST_KINDS: Readonly<Record<Role, readonly Post['kind'][]>> = {
  student: ['self'],
  room_head: ['self'],
  teacher: ['self', 'class'],
  volunteer: ['building', 'door'],
  keeper: ['building', 'door'],
  guard: ['building', 'door'],
  unit_keeper: ['unit'],
  building_head: ['building'],
  duty_lead: ['building'],
  class_head: ['class'],
  counsellor: ['class'],
  property: ['building'],
  clinic: ['campus'],
  auditor: ['campus'],
  office_admin: ['campus'],
};

/** As the table of assignments has it: whoever holds no other is on no duty. */
export const SELF_POST = JSON.stringify({ kind: 'self' } satisfies Post);

/** The post with the building ids that its place has now. Throws `bad-request` where role and post do not fit or the place is unknown. */
export async function completePost(db: Reader, of: { role: Role; post: Post }): Promise<Post> {
  const { role, post } = of;
  if (!POST_KINDS[role].includes(post.kind)) throw new Problem('bad-request', { at: 'post.kind' });
  switch (post.kind) {
    case 'campus':
    case 'self':
      return post;
    case 'building':
      await requirePlace(getDocument(db, 'building', post.id));
      return post;
    case 'class':
      await requirePlace(getDocument(db, 'class', post.id));
      return post;
    case 'door': {
      const { body } = await requirePlace(getDocument(db, 'door', post.id));
      return { ...post, buildingIds: body.buildingIds };
    }
    case 'unit':
      return { ...post, buildingId: await buildingOfUnit(db, post.id) };
  }
}

/** A building without units is one unit whose id is the building's. */
async function buildingOfUnit(db: Reader, unitId: Id): Promise<Id> {
  const unit = await getDocument(db, 'unit', unitId);
  if (unit !== null) return unit.body.buildingId;
  return (await requirePlace(getDocument(db, 'building', unitId))).id;
}

async function requirePlace<Found>(finding: Promise<Found | null>): Promise<Found> {
  const found = await finding;
  if (found === null) throw new Problem('bad-request', { at: 'post.id' });
  return found;
}

/** How each post is called. Reads the names once for many posts. */
export async function readPostNames(db: Reader): Promise<(post: Post) => string | null> {
  const names = new Map<Id, string>();
  for (const { id, body } of await listDocuments(db, 'building')) names.set(id, body.name);
  for (const { id, body } of await listDocuments(db, 'door')) names.set(id, body.name);
  for (const { id, body } of await listDocuments(db, 'class')) names.set(id, body.name);
  for (const { id, body } of await listDocuments(db, 'unit'))
    names.set(id, `${names.get(body.buildingId) ?? ''} / ${body.code}`);
  return (post) => ('id' in post ? (names.get(post.id) ?? null) : null);
}
