import { buildingsOfPost, isValidAt } from '../../../domain/assignment-reach.ts';
import type { Id } from '../../../domain/id.ts';
import { laterConsent, type ConsentTold } from '../../../domain/my-record.ts';
import { grantsOf } from '../../../domain/permission-table.ts';
import type { Directory } from '../../../domain/person.ts';
import { mayRecordAsStaff } from '../../../domain/report-permission.ts';
import type { Assignment, Role } from '../../../domain/role.ts';
import { NOTICE_VERSION } from './notice-strings.ts';
import type { OnBehalfAs } from './report-draft.ts';
import type { ReportDuty } from './report-duty.ts';

type Standing = Pick<ReportDuty, 'app' | 'nowInstant'>;

/** The last answer to the notice, from this phone or another one; `null` = none is known. */
export function consentOf(duty: ReportDuty): ConsentTold | null {
  const { personId } = duty.app.unlocked;
  const marks = [...duty.app.replica.documents('mark').values()];
  const mark = marks.find((one) => one.about === 'consent' && one.personId === personId);
  return laterConsent(duty.mine().consent(), mark?.about === 'consent' ? mark : null);
}

/** The person has agreed to the notice as it now stands. */
export function isAgreed(duty: ReportDuty): boolean {
  const consent = consentOf(duty);
  return consent !== null && consent.isGiven && consent.noticeVersion === NOTICE_VERSION;
}

/** Somebody who has health of their own to report here. */
export function mayReportSelf(duty: Standing): boolean {
  return assignmentsOf(duty).some(
    ({ role, post }) =>
      // Whoever only teaches a class lives elsewhere.
      post.kind === 'self' &&
      grantsOf(role, 'self_report').some(
        ({ actions, range }) => actions.includes('W') && range === 'self',
      ),
  );
}

/** Somebody who reads what others report. */
export function readsReports(duty: Standing): boolean {
  return assignmentsOf(duty).some(({ role }) =>
    grantsOf(role, 'self_report').some(
      ({ actions, part, range }) =>
        actions.includes('R') && part === 'whole' && range.startsWith('own'),
    ),
  );
}

/** In which duty this account reports for people without a phone; empty = for nobody. */
export function onBehalfDuties(duty: Standing): readonly OnBehalfAs[] {
  return [...new Set(assignmentsOf(duty).flatMap(({ role }) => DUTY_OF_ROLE[role] ?? []))];
}

/** In which duty this account may report for a person; `null` = not at all: never for oneself. */
export function onBehalfReach(duty: Standing): (person: Directory) => OnBehalfAs | null {
  const assignments = assignmentsOf(duty);
  const { personId } = duty.app.unlocked;
  return (person) => {
    if (person.id === personId) return null;
    const assignment = assignments.find((one) => reaches(one, person));
    return (assignment && DUTY_OF_ROLE[assignment.role]) ?? null;
  };
}

const DUTY_OF_ROLE: Partial<Record<Role, OnBehalfAs>> = {
  keeper: 'keeper',
  guard: 'keeper',
  unit_keeper: 'unit_keeper',
  class_head: 'class_head',
  counsellor: 'class_head',
  room_head: 'room_head',
};

/** Of a room head's own room, by the server's mark: who has no directory finds them there. */
export function roomMatesOf({ app }: Standing): readonly { personId: Id; name: string }[] {
  const marks = [...app.replica.documents('mark').values()];
  const { personId } = app.unlocked;
  return marks.flatMap((mark) =>
    mark.about === 'room-mates' && mark.personId === personId ? mark.mates : [],
  );
}

/** Whether this account tells of its talks with a person: it looks after the unit or the class. */
export function mayTellOfTalk(duty: Standing, { id, home, classId }: Directory): boolean {
  const target = {
    type: 'contact-log' as const,
    buildingIds: home === null ? [] : [home.buildingId],
    doorId: null,
    personId: id,
    unitId: home?.unitId ?? null,
    classId,
  };
  return mayRecordAsStaff(assignmentsOf(duty), target, duty.nowInstant());
}

/** The server asks again: this only spares a search that ends in a refusal. */
function reaches({ role, post }: Assignment, { home, classId }: Directory): boolean {
  const duty = DUTY_OF_ROLE[role];
  if (duty === 'unit_keeper') return post.kind === 'unit' && home?.unitId === post.id;
  if (duty === 'class_head') return post.kind === 'class' && classId === post.id;
  return duty === 'keeper' && home !== null && buildingsOfPost(post).includes(home.buildingId);
}

function assignmentsOf({ app, nowInstant }: Standing): readonly Assignment[] {
  const at = nowInstant();
  return (app.access()?.assignments ?? []).filter((assignment) => isValidAt(assignment, at));
}
