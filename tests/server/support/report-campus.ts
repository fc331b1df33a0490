import { randomUUID } from 'node:crypto';
import type { Post, Role } from '../../../src/domain/role.ts';
import { CAMPUS_PUBLIC, unitScope } from '../../../src/domain/scope.ts';
import { addPerson } from './campus.ts';
import { agreed, openEastRooms, phoneOf, phoneOfResident, type EastRooms } from './east-rooms.ts';
import type { ReportPlace } from './report-bodies.ts';
import type { TestPhone } from './test-server.ts';

/** Of the person of another place. */
export const FOREIGN_NAME = '欧阳望舒';

/** As whom somebody acts: a role, and over what. */
export type Actor = 'teacher of a class' | Role;

/** How the person concerned stands to them: the same, of their place (and room), of another place. */
export type Relation = 'self' | 'own' | 'foreign';

export interface ReportCampus extends EastRooms {
  /** Somebody of that place, and of another one, with where they live and learn. */
  places: Readonly<Record<'own' | 'foreign', ReportPlace>>;
  /** A new phone of somebody new who agreed to the privacy notice; a resident is a room-mate of the first. */
  phoneAs: (actor: Actor) => Promise<TestPhone>;
}

/** Somebody in the east, and somebody of another class in the west. */
export async function openReportCampus(): Promise<ReportCampus> {
  const rooms = await openEastRooms();
  const { server, campus, roomId, resident } = rooms;
  const { east, west, classId } = campus;
  const [otherClass, otherRoom] = [randomUUID(), randomUUID()];
  await server.put([
    {
      kind: 'class',
      id: otherClass,
      body: { id: otherClass, college: null, grade: null, name: 'B1' },
      scopes: [CAMPUS_PUBLIC],
    },
    {
      kind: 'room',
      id: otherRoom,
      body: { id: otherRoom, buildingId: west.id, unitId: west.id, code: '101', beds: ['1'] },
      scopes: [unitScope(west.id, 'round')],
    },
  ]);
  const foreign = await addPerson(server, {
    buildingId: west.id,
    classId: otherClass,
    name: FOREIGN_NAME,
  });
  const staff = async (role: Role, at: Post): Promise<TestPhone> => {
    const phone = await phoneOf(server, role, at);
    await server.put([agreed(phone.personId)]);
    return phone;
  };
  return {
    ...rooms,
    places: {
      own: { personId: resident.id, unitId: east.unit1, classId, roomId },
      foreign: {
        personId: foreign.id,
        unitId: west.id,
        classId: otherClass,
        roomId: otherRoom,
      },
    },
    phoneAs: async (actor) => {
      if (actor === 'teacher of a class') return staff('teacher', post(rooms, 'class'));
      if (actor === 'student' || actor === 'room_head' || actor === 'teacher') {
        const home = { buildingId: east.id, unitId: east.unit1, classId };
        return phoneOfResident(server, (await addPerson(server, home)).id, actor);
      }
      return staff(actor, post(rooms, POST_OF[actor]));
    },
  };
}

const POST_OF: Record<Exclude<Role, 'student' | 'room_head' | 'teacher'>, Post['kind']> = {
  volunteer: 'door',
  keeper: 'building',
  guard: 'door',
  unit_keeper: 'unit',
  building_head: 'building',
  duty_lead: 'building',
  class_head: 'class',
  counsellor: 'class',
  property: 'building',
  clinic: 'campus',
  auditor: 'campus',
  office_admin: 'campus',
};

function post({ campus: { east, classId } }: EastRooms, kind: Post['kind']): Post {
  switch (kind) {
    case 'building':
      return { kind, id: east.id };
    case 'door':
      return { kind, id: east.doorId, buildingIds: [east.id] };
    case 'unit':
      return { kind, id: east.unit1, buildingId: east.id };
    case 'class':
      return { kind, id: classId };
    case 'campus':
    case 'self':
      return { kind };
  }
}
