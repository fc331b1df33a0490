import type * as z from 'zod/mini';
import { Absence, AbsenceFollowUp } from './absence.ts';
import { CaseState } from './case-state.ts';
import { ClusterAcknowledgement } from './cluster-acknowledgement.ts';
import { ContactLog, Reminder } from './contact-log.ts';
import { CorrectionAnswer, CorrectionRequest } from './correction.ts';
import { Acceptance, Disinfection, DisinfectionEnd, RefuseClearing } from './disinfection.ts';
import { DoorCheck, Shift, ShiftEnd, Visitor, Void } from './door-check.ts';
import { FACT_VERSIONS, isFactType } from './fact.ts';
import { Leave, LeaveClose, LeaveDecision, LeaveStamp } from './leave.ts';
import type { Fact } from './operation.ts';
import {
  Finding,
  Inspection,
  Presence,
  Rectification,
  SecondCheck,
  VisitNote,
} from './room-visit.ts';
import { Round, RoundEnd } from './round.ts';
import { Acknowledgement, Seal, SealCheck } from './seal.ts';
import { Consent, SecondReport, SelfReport } from './self-report.ts';
import { SessionCheck, SessionReturn } from './session-check.ts';

/** The shape of each kind of fact, in the version that `FACT_VERSIONS` names. */
export const FACT_BODIES = {
  'door-check': DoorCheck,
  visitor: Visitor,
  void: Void,
  shift: Shift,
  'shift-end': ShiftEnd,
  round: Round,
  'round-end': RoundEnd,
  presence: Presence,
  'second-check': SecondCheck,
  inspection: Inspection,
  finding: Finding,
  rectification: Rectification,
  'visit-note': VisitNote,
  seal: Seal,
  'seal-check': SealCheck,
  acknowledgement: Acknowledgement,
  disinfection: Disinfection,
  'disinfection-end': DisinfectionEnd,
  acceptance: Acceptance,
  'refuse-clearing': RefuseClearing,
  leave: Leave,
  'leave-decision': LeaveDecision,
  'leave-stamp': LeaveStamp,
  'leave-close': LeaveClose,
  'case-state': CaseState,
  'self-report': SelfReport,
  'second-report': SecondReport,
  consent: Consent,
  'correction-request': CorrectionRequest,
  'correction-answer': CorrectionAnswer,
  'session-check': SessionCheck,
  'session-return': SessionReturn,
  absence: Absence,
  'absence-follow-up': AbsenceFollowUp,
  'contact-log': ContactLog,
  reminder: Reminder,
  'cluster-acknowledgement': ClusterAcknowledgement,
} as const satisfies Record<string, z.ZodMiniType>;

/**
 * Whether the body is what its type and version say. Asked once, where a fact comes in from outside; a
 * kind or a version that this build does not know is left to a later one, and is no fault.
 */
export function fitsItsType({ type, tv, body }: Pick<Fact, 'type' | 'tv' | 'body'>): boolean {
  if (!isFactType(type) || FACT_VERSIONS[type] !== tv) return true;
  return FACT_BODIES[type].safeParse(body).success;
}
