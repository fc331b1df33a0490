import type { JSX } from 'preact';
import type { Post, Role } from '../../../domain/role.ts';
import type { Places } from '../../../protocol/office-places.ts';
import { Field } from '../../ui/field.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';

type PostKind = 'campus' | 'building' | 'unit' | 'door';

/** Which roles the office gives by hand, and over what. Heads of classes come with the classes. */
const POST_KINDS = {
  keeper: ['door', 'building'],
  guard: ['door', 'building'],
  unit_keeper: ['unit'],
  building_head: ['building'],
  duty_lead: ['building'],
  property: ['building'],
  volunteer: ['door', 'building'],
  clinic: ['campus'],
  auditor: ['campus'],
  office_admin: ['campus'],
} as const satisfies Partial<Record<Role, readonly PostKind[]>>;
export type GivenRole = keyof typeof POST_KINDS;
const GIVEN_ROLES = Object.keys(POST_KINDS) as GivenRole[];

/** A role and, once it is chosen, its post. */
export interface RoleOverPost {
  role: GivenRole;
  post: Post | null;
}

/** The roles that sign in at the office by password. */
export const signsInHere = (role: GivenRole) => role === 'office_admin' || role === 'auditor';

export function emptyRole(role: GivenRole): RoleOverPost {
  return { role, post: isOverCampus(role) ? { kind: 'campus' } : null };
}

const isOverCampus = (role: GivenRole) =>
  (POST_KINDS[role] as readonly PostKind[]).includes('campus');

export function PostPicker(props: {
  value: RoleOverPost;
  onValue: (value: RoleOverPost) => void;
}): JSX.Element {
  const { places } = useOffice();
  const { value, onValue } = props;
  const groups = places.value ? postGroups(places.value, value.role) : [];
  const chosen = groups
    .flatMap((group) => group.posts)
    .findIndex(({ post }) => JSON.stringify(post) === JSON.stringify(value.post));
  let index = -1;
  return (
    <>
      <Field label={t.both('post.role')} hint={t.both(`roleWhat.${value.role}`)}>
        <select
          value={value.role}
          onChange={(event) => {
            const role = GIVEN_ROLES.find((one) => one === event.currentTarget.value);
            if (role) onValue(emptyRole(role));
          }}
        >
          {GIVEN_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </Field>
      {!isOverCampus(value.role) && (
        <Field label={t.both('post.where')}>
          <select
            required
            value={chosen === -1 ? '' : String(chosen)}
            onChange={(event) => {
              const posts = groups.flatMap((group) => group.posts);
              onValue({ ...value, post: posts[Number(event.currentTarget.value)]?.post ?? null });
            }}
          >
            <option value="" disabled>
              {t('post.choose')}
            </option>
            {groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.posts.map(({ label }) => (
                  <option key={label} value={String(++index)}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

interface PostGroup {
  label: string;
  posts: { label: string; post: Post }[];
}

function postGroups(places: Places, role: GivenRole): PostGroup[] {
  const kinds: readonly PostKind[] = POST_KINDS[role];
  const groups: PostGroup[] = [];
  if (kinds.includes('door')) groups.push({ label: t('places.doors'), posts: doorPosts(places) });
  if (kinds.includes('building'))
    groups.push({
      label: t('places.buildings'),
      posts: places.buildings.map(({ building }) => ({
        label: building.name,
        post: { kind: 'building', id: building.id },
      })),
    });
  if (kinds.includes('unit')) groups.push(...unitGroups(places));
  return groups;
}

function doorPosts(places: Places): PostGroup['posts'] {
  const doorsById = new Map(
    places.buildings.flatMap(({ doors }) => doors.map(({ door }) => [door.id, door] as const)),
  );
  return [...doorsById.values()].map((door) => ({
    label: door.name,
    post: { kind: 'door', id: door.id, buildingIds: door.buildingIds },
  }));
}

/** A building without units is one unit whose id is the building's. */
function unitGroups(places: Places): PostGroup[] {
  return places.buildings.map(({ building, units }) => ({
    label: building.name,
    posts:
      units.length === 0
        ? [
            {
              label: building.name,
              post: { kind: 'unit', id: building.id, buildingId: building.id },
            },
          ]
        : units.map(({ unit }) => ({
            label: t('post.unit', { building: building.name, unit: unit.code }),
            post: { kind: 'unit', id: unit.id, buildingId: building.id },
          })),
  }));
}
