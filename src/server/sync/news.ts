import type { DoorCheck } from '../../domain/door-check.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Session } from '../../domain/report-session.ts';
import type { Consent } from '../../domain/self-report.ts';
import type { FeedChange } from '../database/feed.ts';
import type { NamingOperation } from '../attachments/note-attachments.ts';
import type { Answer } from './parked-at-hand.ts';

/** A first record of a check: it changes no other passage. */
export interface Passage {
  personId: Id;
  direction: DoorCheck['direction'];
  at: Instant;
  factId: Id;
}

/** A resident was seen in a room at home. */
export interface Seen {
  personId: Id;
  at: Instant;
  factId: Id;
}

/** A first report of a session: it changes no other one. */
export interface Reported {
  personId: Id;
  session: Session;
  at: Instant;
}

/** Somebody has answered to the privacy notice. */
export interface Consented extends Consent {
  at: Instant;
  factId: Id;
}

/** What came of a push so far. */
export interface News {
  /** What each new operation carries, parked or not: it may name attachments. */
  named: NamingOperation[];
  /** To be stamped at the end. */
  changes: FeedChange[];
  /** Whose marks must be renewed at the end: by these passages alone, or from all of a person's facts. */
  passages: Passage[];
  personIds: Set<Id>;
  /** The same of where rounds saw them: by these sightings alone, or from all of a person's facts. */
  seen: Seen[];
  unseenIds: Set<Id>;
  /** The same of the sessions reported. */
  reports: Reported[];
  reporterIds: Set<Id>;
  consents: Consented[];
  doorIds: Set<Id>;
  /** Of seals that were applied, checked or taken back. */
  sealIds: Set<Id>;
  /** What was parked before and is now taken back. */
  answers: Answer[];
}

export const createNews = (): News => ({
  named: [],
  changes: [],
  passages: [],
  personIds: new Set(),
  seen: [],
  unseenIds: new Set(),
  reports: [],
  reporterIds: new Set(),
  consents: [],
  doorIds: new Set(),
  sealIds: new Set(),
  answers: [],
});
