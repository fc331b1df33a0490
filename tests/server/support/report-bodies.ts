import type { FactType } from '../../../src/domain/fact.ts';
import type { Id } from '../../../src/domain/id.ts';
import type { Recording } from './test-server.ts';

/** Of whom and of which places the facts of a session tell. */
export interface ReportPlace {
  personId: Id;
  unitId: Id;
  classId: Id;
  roomId: Id;
}

/** The value that nobody may learn who may not read the report. */
export const SECRET_TEMP_C = 38.9;
export const SECRET_NOTE = '枇杷只有当事人知道';

export const SESSION = { day: '2020-06-08', slot: 'pm' } as const;

export type ReportType = Extract<
  FactType,
  | 'self-report'
  | 'second-report'
  | 'consent'
  | 'correction-request'
  | 'session-check'
  | 'session-return'
  | 'absence'
  | 'contact-log'
  | 'reminder'
  | 'cluster-acknowledgement'
>;

const READING = {
  tempC: SECRET_TEMP_C,
  site: 'axilla',
  thermometerId: null,
  rawValue: SECRET_TEMP_C,
  rawUnit: 'C',
};

const BODIES: Record<ReportType, (of: ReportPlace) => object> = {
  'self-report': ({ personId }) => ({
    personId,
    session: SESSION,
    reading: READING,
    notMeasured: null,
    symptoms: ['cough'],
    whereabouts: 'on_campus',
    city: SECRET_NOTE,
    exposure: null,
    onBehalfAs: null,
    amends: null,
  }),
  'second-report': ({ personId }) => ({
    personId,
    day: SESSION.day,
    doneAt: '2020-06-08T06:00:00.000Z',
  }),
  consent: ({ personId }) => ({ personId, noticeVersion: '1', isGiven: true }),
  'correction-request': ({ personId }) => ({ personId, of: null, text: SECRET_NOTE }),
  'session-check': ({ personId, classId: id }) => ({
    personId,
    session: SESSION,
    place: { kind: 'class', id },
    state: 'present',
    reading: READING,
    symptoms: [],
    isIllness: null,
  }),
  'session-return': ({ classId: id }) => ({
    place: { kind: 'class', id },
    session: SESSION,
    expected: 3,
    present: 2,
    absent: 0,
    abnormal: 0,
    missing: 1,
    isZero: true,
  }),
  absence: ({ personId }) => ({
    personId,
    onsetOn: SESSION.day,
    absentFrom: SESSION.day,
    symptoms: ['cough'],
    note: SECRET_NOTE,
  }),
  'contact-log': ({ personId }) => ({
    personId,
    channel: 'phone',
    isReached: true,
    health: 'normal',
    note: SECRET_NOTE,
    nextOn: null,
  }),
  reminder: ({ personId }) => ({ personId, about: 'report', session: SESSION }),
  'cluster-acknowledgement': ({ classId: id }) => ({
    place: { kind: 'class', id },
    rule: '3 in 1',
    day: SESSION.day,
    note: SECRET_NOTE,
  }),
};

/** One of them, with parts of its body changed. */
export const telling = (type: ReportType, of: ReportPlace, parts: object = {}): Recording => ({
  type,
  body: { ...BODIES[type](of), ...parts },
});

export const inUnit = ({ unitId: id }: ReportPlace) => ({ place: { kind: 'unit', id } });

/** Every way in which the same thing can be told. */
export function waysToTell(type: ReportType, place: ReportPlace): object[] {
  const { roomId, classId } = place;
  switch (type) {
    case 'self-report':
      return [null, 'room_head', 'keeper', 'unit_keeper', 'class_head'].map((onBehalfAs) => ({
        onBehalfAs,
      }));
    case 'session-check':
    case 'session-return':
      return [{}, inUnit(place)];
    case 'cluster-acknowledgement':
      return [
        {},
        { place: { kind: 'room', id: roomId } },
        { place: { kind: 'class', id: classId } },
      ];
    case 'absence':
    case 'consent':
    case 'contact-log':
    case 'correction-request':
    case 'reminder':
    case 'second-report':
      return [{}];
  }
}
