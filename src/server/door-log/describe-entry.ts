import type { AttachmentSha } from '../../domain/attachment.ts';
import type { DoorCheck, Subject } from '../../domain/door-check.ts';
import type { DoorEntry } from '../../domain/door-entry.ts';
import type { DoorLog } from '../../domain/door-log.ts';
import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { judgeTemperature } from '../../domain/temperature.ts';
import type { DoorLogRow } from '../../protocol/office-people.ts';
import type { DoorNames } from './door-names.ts';

export interface Surroundings {
  log: DoorLog;
  names: DoorNames;
  people: ReadonlyMap<Id, Directory>;
  /** Photos that have come. */
  photos: ReadonlySet<AttachmentSha>;
}

/** One check with every field, its ids turned into names. */
export function describeEntry(entry: DoorEntry, around: Surroundings): DoorLogRow {
  const { names } = around;
  const { current, check } = entry;
  return {
    id: entry.id,
    shownId: current.id,
    versions: entry.versions.map(({ fact, check: version }) => ({
      id: fact.id,
      correctedAt: fact.correctedAt,
      receivedAt: fact.receivedAt,
      byName: names.account(fact.by),
      device: { id: fact.deviceId, name: names.device(fact.deviceId) },
      subjectName: describeSubject(version.subject, around).name,
      direction: version.direction,
      reading: describeReading(version.reading, names),
    })),
    isContested: entry.isContested,
    subject: describeSubject(check.subject, around),
    direction: check.direction,
    door: { id: check.doorId, name: names.door(check.doorId) },
    reading: describeReading(check.reading, names),
    repeats: check.repeats,
    at: current.at,
    zone: current.zone,
    correctedAt: entry.at,
    receivedAt: current.receivedAt,
    by: { id: current.by, name: names.account(current.by) },
    device: { id: current.deviceId, name: names.device(current.deviceId) },
    shiftId: current.shiftId,
    ...(check.photos && {
      photos: check.photos.map(({ sha }) => ({ sha, isReceived: around.photos.has(sha) })),
    }),
    voided: describeVoid(entry, names),
  };
}

function describeReading(reading: DoorCheck['reading'], names: DoorNames): DoorLogRow['reading'] {
  if (reading === null) return null;
  return {
    ...reading,
    thermometerName: reading.thermometerId && names.thermometer(reading.thermometerId),
    verdict: judgeTemperature(reading, names.policy.temperature),
  };
}

function describeVoid(entry: DoorEntry, names: DoorNames): DoorLogRow['voided'] {
  if (!entry.isVoided) return null;
  const [taking] = entry.versions.flatMap(({ takenBack }) => takenBack);
  if (taking === undefined) return null;
  const { fact, reason } = taking;
  return { reason, correctedAt: fact.correctedAt, byName: names.account(fact.by) };
}

const NOBODY = {
  personId: null,
  visitorId: null,
  passportName: null,
  number: null,
  buildingId: null,
  unit: null,
  room: null,
  bed: null,
  className: null,
};

function describeSubject(subject: Subject, { log, people }: Surroundings): DoorLogRow['subject'] {
  switch (subject.kind) {
    case 'unknown':
      return { ...NOBODY, kind: 'unknown', name: subject.text };
    case 'visitor': {
      const { visitorId } = subject;
      const name = log.visitors.get(visitorId)?.visitor.name ?? '';
      return { ...NOBODY, kind: 'visitor', visitorId, name };
    }
    case 'person': {
      const { personId } = subject;
      const person = people.get(personId);
      if (person === undefined) return { ...NOBODY, kind: 'person', personId, name: '' };
      const { name, passportName, number, className, home } = person;
      const { buildingId = null, unit = null, room = null, bed = null } = home ?? {};
      const text = { name, passportName, number, buildingId, unit, room, bed, className };
      return { kind: 'person', personId, visitorId: null, ...text };
    }
  }
}
