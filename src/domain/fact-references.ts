import type { FactBody, FactType, ReadBody } from './fact.ts';
import type { Id } from './id.ts';

/** A document that a body names. A `unit` may be a building that has no units. */
export interface DocumentReference {
  kind: 'door' | 'room' | 'unit' | 'building' | 'area' | 'campaign' | 'class' | 'directory';
  id: Id;
  /** Its place in the operation, as a refusal names it. */
  field: string;
}

/** Another fact that a body names, which must be one of these kinds. */
export interface FactReference {
  kind: 'fact';
  id: Id;
  field: string;
  types: readonly FactType[];
  /** The fact is about that one: it lies wherever that one lies, and is judged with its whole family. */
  isAbout: boolean;
}

export type Reference = DocumentReference | FactReference;

/** All that must be here before the fact can count, in the order in which a missing one is named. */
export function referencesOf(read: ReadBody): Reference[] {
  const list = LISTS[read.type] as (body: ReadBody['body']) => Reference[];
  return list(read.body);
}

type Lists = { [T in FactType]: (body: FactBody<T>) => Reference[] };

const LISTS: Lists = {
  'door-check': ({ doorId, subject, repeats, amends }) => [
    document('door', doorId, 'doorId'),
    ...(subject.kind === 'person'
      ? [document('directory', subject.personId, 'subject.personId')]
      : []),
    ...(subject.kind === 'visitor'
      ? [mentions(subject.visitorId, 'subject.visitorId', ['visitor'])]
      : []),
    ...(repeats === null ? [] : [mentions(repeats, 'repeats', ['door-check', 'second-check'])]),
    ...(amends === null ? [] : [about(amends, 'amends', ['door-check'])]),
  ],
  visitor: ({ doorId, hostId }) => [
    document('door', doorId, 'doorId'),
    ...(hostId === null ? [] : [document('directory', hostId, 'hostId')]),
  ],
  // What it takes back may also be parked: whoever judges it looks for both.
  void: () => [],
  shift: ({ doorId }) => [document('door', doorId, 'doorId')],
  'shift-end': ({ shiftId }) => [about(shiftId, 'shiftId', ['shift'])],
  round: ({ unitId, campaignId }) => [
    document('unit', unitId, 'unitId'),
    ...(campaignId === null ? [] : [document('campaign', campaignId, 'campaignId')]),
  ],
  'round-end': ({ roundId }) => [about(roundId, 'roundId', ['round'])],
  presence: (body) => inRoom(body),
  'second-check': ({ repeats, ...body }) => [
    ...inRoom(body),
    ...(repeats === null ? [] : [mentions(repeats, 'repeats', ['second-check', 'door-check'])]),
  ],
  inspection: ({ roomId }) => inRoom({ roomId }),
  finding: ({ again, ...body }) => [
    ...inRoom(body),
    ...(again === undefined ? [] : [mentions(again, 'again', ['finding'])]),
  ],
  rectification: ({ roomId, findingId }) => [
    ...inRoom({ roomId }),
    about(findingId, 'findingId', ['finding']),
  ],
  'visit-note': ({ roomId }) => inRoom({ roomId }),
  seal: ({ buildingId, roomId }) => [
    document('building', buildingId, 'buildingId'),
    ...(roomId === null ? [] : inRoom({ roomId })),
  ],
  'seal-check': ({ sealId }) => [about(sealId, 'sealId', ['seal'])],
  acknowledgement: ({ of }) => [about(of, 'of', ['seal-check'])],
  disinfection: ({ areaId }) => [document('area', areaId, 'areaId')],
  'disinfection-end': ({ disinfectionId }) => [
    about(disinfectionId, 'disinfectionId', ['disinfection']),
  ],
  acceptance: ({ disinfectionId }) => [about(disinfectionId, 'disinfectionId', ['disinfection'])],
  'refuse-clearing': ({ areaId }) => [document('area', areaId, 'areaId')],
  leave: ofPerson,
  'leave-decision': ({ leaveId }) => [about(leaveId, 'leaveId', ['leave'])],
  'leave-stamp': ({ leaveId, doorId }) => [
    document('door', doorId, 'doorId'),
    about(leaveId, 'leaveId', ['leave']),
  ],
  'leave-close': ({ leaveId }) => [about(leaveId, 'leaveId', ['leave'])],
  'case-state': ofPerson,
  'self-report': ({ amends, ...body }) => [
    ...ofPerson(body),
    ...(amends === null ? [] : [about(amends, 'amends', ['self-report'])]),
  ],
  'second-report': ofPerson,
  consent: ofPerson,
  'correction-request': ({ of, ...body }) => [
    ...ofPerson(body),
    ...(of === null ? [] : [mentions(of, 'of', FACTS_OF_A_PERSON)]),
  ],
  'correction-answer': ({ requestId }) => [about(requestId, 'requestId', ['correction-request'])],
  'session-check': ({ place, ...body }) => [
    ...ofPerson(body),
    document(place.kind, place.id, 'place.id'),
  ],
  // A college is known by its name alone.
  'session-return': ({ place }) =>
    place.kind === 'college' ? [] : [document(place.kind, place.id, 'place.id')],
  absence: ofPerson,
  'absence-follow-up': ({ absenceId }) => [about(absenceId, 'absenceId', ['absence'])],
  'contact-log': ofPerson,
  reminder: ofPerson,
  'cluster-acknowledgement': ({ place }) => [document(place.kind, place.id, 'place.id')],
};

/** What somebody may find recorded of themselves, and ask to be put right. */
const FACTS_OF_A_PERSON: readonly FactType[] = [
  'door-check',
  'presence',
  'second-check',
  'finding',
  'leave',
  'case-state',
  'self-report',
  'second-report',
  'session-check',
  'absence',
  'contact-log',
];

function ofPerson({ personId }: { personId: Id }): Reference[] {
  return [document('directory', personId, 'personId')];
}

function inRoom({ roomId, personId }: { roomId: Id; personId?: Id | null }): Reference[] {
  return [
    document('room', roomId, 'roomId'),
    ...(personId === undefined || personId === null
      ? []
      : [document('directory', personId, 'personId')]),
  ];
}

const document = (kind: DocumentReference['kind'], id: Id, path: string): DocumentReference => ({
  kind,
  id,
  field: `body.${path}`,
});

const mentions = (id: Id, path: string, types: readonly FactType[]): FactReference => ({
  kind: 'fact',
  id,
  field: `body.${path}`,
  types,
  isAbout: false,
});

const about = (id: Id, path: string, types: readonly FactType[]): FactReference => ({
  ...mentions(id, path, types),
  isAbout: true,
});
