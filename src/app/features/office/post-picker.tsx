import type { JSX } from 'preact';
import type { Post, Role } from '../../../domain/role.ts';
import type { ClassList, Places } from '../../../protocol/office-places.ts';
import type { Spoken } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';
import { useLoaded, type Loaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';

type PostKind = 'campus' | 'building' | 'unit' | 'door' | 'class' | 'self';

/** Which roles the office gives by hand, and over what. */
const POST_KINDS = {
  keeper: ['door', 'building'],
  guard: ['door', 'building'],
  unit_keeper: ['unit'],
  building_head: ['building'],
  duty_lead: ['building'],
  property: ['building'],
  volunteer: ['door', 'building'],
  class_head: ['class'],
  counsellor: ['class'],
  teacher: ['class', 'self'],
  room_head: ['self'],
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
  const kinds: readonly PostKind[] = POST_KINDS[role];
  const [only] = kinds;
  const isPlain = kinds.length === 1 && (only === 'campus' || only === 'self');
  return { role, post: isPlain ? { kind: only } : null };
}

/** One post alone, which names no place: nothing is left to choose. */
const isPlaceless = (role: GivenRole): boolean => emptyRole(role).post !== null;

const isOver = (role: GivenRole, kind: PostKind) =>
  (POST_KINDS[role] as readonly PostKind[]).includes(kind);

export function PostPicker(props: {
  value: RoleOverPost;
  onValue: (value: RoleOverPost) => void;
}): JSX.Element {
  const { value, onValue } = props;
  const { groups, hint } = usePostGroups(value.role);
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
      {!isPlaceless(value.role) && (
        <Field label={t.both('post.where')} hint={hint}>
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

/** Over what the role can be given here; `hint` says why there is nothing. */
function usePostGroups(role: GivenRole): { groups: PostGroup[]; hint: Spoken | null } {
  const { places } = useOffice();
  const isOfClass = isOver(role, 'class');
  const classes = useClasses(isOfClass);
  const isEmpty = isOfClass && classes.value?.classes.length === 0;
  return {
    groups: [
      ...(places.value ? postGroups(places.value, role) : []),
      ...(isOfClass ? classGroups(classes.value) : []),
      ...(isOver(role, 'self') ? [selfGroup()] : []),
    ],
    hint: isEmpty ? t.both('post.noClasses') : null,
  };
}

const NO_CLASSES: ClassList = { classes: [] };

/** Asked for only where a role is over a class. */
function useClasses(isWanted: boolean): Loaded<ClassList> {
  const { api } = useOffice();
  return useLoaded<ClassList>(
    async () => (isWanted ? api.classes() : { ok: true, value: NO_CLASSES }),
    String(isWanted),
  );
}

/** One group for each college; the server has sorted them. */
function classGroups(list: ClassList | null): PostGroup[] {
  const groups = new Map<string, PostGroup>();
  for (const { class: one, memberCount } of list?.classes ?? []) {
    const college = one.college ?? t('post.noCollege');
    const group = groups.get(college) ?? { label: college, posts: [] };
    const name = [one.grade, one.name].filter((part) => part !== null).join(' ');
    group.posts.push({
      label: t('post.members', { name, count: memberCount }),
      post: { kind: 'class', id: one.id },
    });
    groups.set(college, group);
  }
  return [...groups.values()];
}

/** Whoever lives here, or is foreign staff, and has no class: for the own reports alone. */
const selfGroup = (): PostGroup => ({
  label: t('post.noClass'),
  posts: [{ label: t('post.self'), post: { kind: 'self' } }],
});

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
