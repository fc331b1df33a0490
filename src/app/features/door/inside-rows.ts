import { untracked } from '@preact/signals';
import { foldLeaves } from '../../../domain/leave-log.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import {
  residentsOf,
  whoIsInside,
  type WhoIsInside,
  type Whereabout,
} from '../../../domain/who-is-inside.ts';
import type { Id } from '../../../domain/id.ts';
import { sightingsOf } from '../../../domain/sightings.ts';
import { roomOf } from '../../../domain/room-text.ts';
import type { DoorDuty } from './door-duty.ts';
import { roomAtDoor } from './room-of.ts';
import { hostNameOf } from './visitors-here.ts';

export type InsideList = Whereabout | 'visitors';

export interface InsideRow {
  id: Id;
  name: string;
  passportName: string | null;
  room: string;
}

/** The fold over every door of the building, with what this phone holds. */
export function insideOf(duty: DoorDuty, buildingId: Id): WhoIsInside {
  const { replica } = duty.app;
  const people = replica.documents('directory');
  const rooms = replica.documents('room');
  // The log below renders again when facts come, at a pace that the screen bears.
  const facts = untracked(() => duty.app.facts());
  return whoIsInside({
    buildingId,
    residentIds: residentsOf(buildingId, people.values()).map(({ id }) => id),
    homeOf: (personId) => people.get(personId)?.home?.buildingId ?? null,
    doors: [...replica.documents('door').values()],
    log: duty.log(),
    sightings: sightingsOf(facts).filter(
      ({ roomId }) => rooms.get(roomId)?.buildingId === buildingId,
    ),
    leaves: foldLeaves(facts),
    marks: [...replica.documents('mark').values()],
    checkpoints: [],
  });
}

/** One list of it, by room as people count. */
export function insideRows(duty: DoorDuty, who: WhoIsInside, list: InsideList): InsideRow[] {
  const rows = list === 'visitors' ? visitorRows(duty, who) : residentRows(duty, who, list);
  return rows.sort((a, b) => byNaturalOrder(a.room, b.room) || byNaturalOrder(a.name, b.name));
}

function residentRows(duty: DoorDuty, who: WhoIsInside, list: Whereabout): InsideRow[] {
  return who.residents
    .filter(({ state }) => state === list)
    .flatMap(({ personId }) => {
      const person = duty.people.person(personId);
      if (person === null) return [];
      const { id, name, passportName } = person;
      return [{ id, name, passportName, room: roomOf(person) }];
    });
}

function visitorRows(duty: DoorDuty, who: WhoIsInside): InsideRow[] {
  const visitors = who.visitors.map(({ visitorId, visitor }) => ({
    id: visitorId,
    name: visitor?.visitor.name ?? visitorId.slice(0, 8),
    passportName: visitor === null ? null : hostNameOf(duty, visitor.visitor),
    room: '',
  }));
  const guests = who.guests.flatMap(({ personId }) => {
    const person = duty.people.person(personId);
    return person === null
      ? []
      : [
          {
            id: person.id,
            name: person.name,
            passportName: person.passportName,
            room: roomAtDoor(duty, person),
          },
        ];
  });
  return [...visitors, ...guests];
}
