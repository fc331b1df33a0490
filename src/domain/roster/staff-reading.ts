import type { FileCode, RejectionCode, WarningCode } from './roster-code.ts';
import type { Notice } from './roster-reading.ts';
import type { RowPlace } from './roster-row.ts';

/** One unit and who keeps it. */
export interface StaffFields {
  building: string;
  /** `null` = a building without units. */
  unit: string | null;
  name: string;
  /** Tells people apart: one number is one person. */
  phone: string;
  /** As the file states it. */
  studentCount: number | null;
}

export type StaffRow = StaffFields & RowPlace;

export interface StaffDetails {
  field?: keyof StaffFields;
  value?: string | number | null;
  otherRows?: number[];
  firstRow?: number;
  /** Students of that unit on the roster, where the file states another number. */
  rosterCount?: number;
}

export type StaffRejection = RowPlace & StaffDetails & { code: RejectionCode };
export type StaffWarning = RowPlace & StaffDetails & { code: WarningCode };

export interface StaffCounts {
  dataRows: number;
  imported: number;
  merged: number;
  rejected: number;
  warnings: number;
  /** People, by phone number. */
  staff: number;
  units: number;
  studentsCovered: number;
}

export interface StaffReading {
  outcome: 'imported' | 'rejected';
  error?: { code: FileCode };
  counts: StaffCounts;
  rejected: StaffRejection[];
  warnings: StaffWarning[];
  notices: Notice[];
  rows: StaffRow[];
}
