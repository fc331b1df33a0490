import type { FileCode, NoticeCode, RejectionCode, WarningCode } from './roster-code.ts';
import type { RosterField, RosterRow, RowPlace } from './roster-row.ts';

/** A building of the list that is configured before the import. No units = the building is one unit. */
export interface ListedBuilding {
  campus: string;
  name: string;
  aliases: readonly string[];
  units: readonly string[];
}

/** What a sentence about a row is made of. `value` is the text of the cell, as typed. */
export interface RowDetails {
  field?: RosterField;
  value?: string | number | null;
  otherRows?: number[];
  /** The same rows with their sheets, when the file has several. */
  others?: RowPlace[];
  differs?: RosterField[];
  firstRow?: number;
  firstSheet?: string;
  /** The building column's value, where the room code names another building. */
  buildingColumn?: string;
  codeValue?: string;
  columnValue?: string;
  /** `building/unit/room/bed` of a shared bed. */
  bed?: string;
}

export type Rejection = RowPlace & RowDetails & { code: RejectionCode };
export type Warning = RowPlace & RowDetails & { code: WarningCode };

export interface Notice {
  code: NoticeCode;
  sheet?: string;
}

export type SkipKind = 'blank' | 'summary' | 'note';
export type SkippedRow = RowPlace & { kind: SkipKind };

type CountByKey = Record<string, number>;

export interface RosterCounts {
  dataRows: number;
  students: number;
  imported: number;
  merged: number;
  rejected: number;
  warnings: number;
  blankRows: number;
  summaryRows: number;
  noteRows: number;
  statedTotal?: number;
  statedTotalMatches?: boolean;
  rejectedByCode: CountByKey;
  warningsByCode: CountByKey;
  byCampus: CountByKey;
  byBuilding: CountByKey;
  byUnit: CountByKey;
  byWhereabouts: CountByKey;
  byCategory: CountByKey;
  byGender: CountByKey;
  byNationality: CountByKey;
}

/** A building name of rejected rows that the list lacks, so that the office may add it. */
export interface UnknownBuilding {
  name: string;
  /** As the rows have them, in natural order. */
  units: string[];
  rowCount: number;
  /** The first that a row gives. */
  campus: string | null;
}

/** A unit of imported rows that the list lacks; the rows keep it. */
export interface UnknownUnit {
  building: string;
  unit: string;
  rowCount: number;
}

export interface RosterReading {
  outcome: 'imported' | 'rejected';
  error?: { code: FileCode };
  counts: RosterCounts;
  rejected: Rejection[];
  warnings: Warning[];
  notices: Notice[];
  skipped: SkippedRow[];
  /** The imported rows; merged repeats are not repeated here. */
  rows: RosterRow[];
  unknownBuildings: UnknownBuilding[];
  unknownUnits: UnknownUnit[];
}
