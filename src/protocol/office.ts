import type { Endpoint } from './endpoint.ts';
import {
  DeviceMemory,
  RedeemReply,
  RedeemRequest,
  SessionReply,
  SessionRequest,
  StorageLost,
} from './enrolment.ts';
import { ABSENCE_API } from './office-absence.ts';
import { BOTH_SYSTEMS_API } from './office-both-systems.ts';
import { CONTACT_API } from './office-contact.ts';
import { ALARMS_API } from './office-alarms.ts';
import { CARDS_API } from './office-enrolment.ts';
import { DISINFECTION_API } from './office-disinfection.ts';
import { DOOR_LOG_API } from './office-door-log.ts';
import { HYGIENE_API } from './office-hygiene.ts';
import { PEOPLE_API } from './office-people.ts';
import { PLACE_API } from './office-places.ts';
import { POLICY_API } from './office-policy.ts';
import { PROOF_API } from './office-proof.ts';
import { QUEUE_API } from './office-queue.ts';
import { ROSTER_API } from './office-roster.ts';
import { NIGHT_API } from './office-night.ts';
import { REPORTS_API } from './office-reports.ts';
import { ROLLUP_API } from './office-rollup.ts';
import { ROUNDS_API } from './office-rounds.ts';
import { SEAL_API } from './office-seal.ts';
import { Done, SESSION_API } from './office-session.ts';
import { STAFF_API } from './office-staff.ts';

const ENROLMENT_API = {
  redeem: {
    method: 'post',
    path: '/enrolments/redeem',
    summary: 'Enrol a phone, or add an account to it',
    body: RedeemRequest,
    reply: RedeemReply,
  },
  openSession: {
    method: 'post',
    path: '/sessions',
    summary: 'Open a reading session on an enrolled phone',
    body: SessionRequest,
    reply: SessionReply,
  },
  confirmWipe: {
    method: 'post',
    path: '/device-wiped',
    summary: 'A revoked phone says that it has deleted what it held',
    reply: Done,
  },
  deviceMemory: {
    method: 'get',
    path: '/device-memory',
    summary: 'What the server knows of the phone whose cookie this is',
    reply: DeviceMemory,
  },
  storageLost: {
    method: 'post',
    path: '/device-memory/lost',
    summary: 'A phone says that its browser has cleared what it held',
    body: StorageLost,
    reply: Done,
  },
} as const satisfies Record<string, Endpoint>;

/**
 * Every call of the office and of enrolment, once: the server registers them from here, the OpenAPI
 * document is made from here, the screens take paths and shapes from here. Writes with the cookie
 * must come from the same origin.
 */
export const OFFICE_API = {
  ...SESSION_API,
  ...ENROLMENT_API,
  ...CARDS_API,
  ...PLACE_API,
  ...POLICY_API,
  ...ROSTER_API,
  ...STAFF_API,
  ...PEOPLE_API,
  ...DOOR_LOG_API,
  ...HYGIENE_API,
  ...DISINFECTION_API,
  ...SEAL_API,
  ...NIGHT_API,
  ...QUEUE_API,
  ...PROOF_API,
  ...ROUNDS_API,
  ...ABSENCE_API,
  ...CONTACT_API,
  ...BOTH_SYSTEMS_API,
  ...REPORTS_API,
  ...ROLLUP_API,
  ...ALARMS_API,
} as const;

export type OfficeCall = keyof typeof OFFICE_API;
