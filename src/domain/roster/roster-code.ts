/** The file as a whole is refused. */
export const fileCodes = [
  'FILE_XLS',
  'FILE_HTML',
  'FILE_EMPTY',
  'FILE_CORRUPT',
  'FILE_ZIP_BOMB',
  'NO_HEADER',
  'NO_DATA_ROWS',
] as const;

/** A row is not imported: who it is, or which building answers for the person, cannot be said. */
export const rejectionCodes = [
  'STUDENT_NO_MISSING',
  'STUDENT_NO_SCIENTIFIC',
  'STUDENT_NO_INVALID',
  'STUDENT_NO_CONFLICT',
  'NAME_MISSING',
  'BUILDING_CONFLICT',
  'UNKNOWN_BUILDING',
  'UNKNOWN_UNIT',
  'PHONE_MISSING',
  'PHONE_INVALID',
  'PHONE_CONFLICT',
] as const;

/** A row is imported, and something in it deserves a look. */
export const warningCodes = [
  'DUPLICATE_IDENTICAL',
  'BED_SHARED',
  'PASSPORT_SHARED',
  'NAME_FROM_PASSPORT',
  'TEXT_CONTROL_REMOVED',
  'GENDER_UNKNOWN',
  'CATEGORY_UNKNOWN',
  'WHEREABOUTS_UNKNOWN',
  'NATIONALITY_UNKNOWN',
  'ROOM_CODE_CONFLICT',
  'ROOM_INVALID',
  'ROOM_MISSING',
  'BED_MISSING',
  'PHONE_MULTIPLE',
  'PHONE_SCIENTIFIC',
  'PHONE_ODD',
  'DATE_INVALID',
  'CELL_ERROR',
  'FORMULA_NO_VALUE',
  'STUDENT_COUNT_DIFFERS',
] as const;

/** Something about a sheet that the user should know. */
export const noticeCodes = ['SHEET_HIDDEN', 'SHEET_NO_HEADER', 'STATED_TOTAL_DIFFERS'] as const;

export type FileCode = (typeof fileCodes)[number];
export type RejectionCode = (typeof rejectionCodes)[number];
export type WarningCode = (typeof warningCodes)[number];
export type NoticeCode = (typeof noticeCodes)[number];

/** Each is the key of a sentence on the screen. */
export type RosterCode = FileCode | RejectionCode | WarningCode | NoticeCode;
export const rosterCodes: readonly RosterCode[] = [
  ...fileCodes,
  ...rejectionCodes,
  ...warningCodes,
  ...noticeCodes,
];
