import type { FileCode } from '../../domain/roster/roster-code.ts';

/** For the command line, which has no strings of its own; the screen translates the codes. */
export const refusalSentences: Record<FileCode, string> = {
  FILE_XLS:
    '这是旧版 .xls 文件（或加密文件），请在 Excel/WPS 中另存为 .xlsx。 ' +
    'This is an old .xls (or an encrypted) file: save it as .xlsx.',
  FILE_HTML:
    '这是网页，不是表格，请在 Excel/WPS 中打开后另存为 .xlsx。 ' +
    'This is a web page under a spreadsheet’s name: open it and save it as .xlsx.',
  FILE_EMPTY: '文件是空的。 The file is empty.',
  FILE_CORRUPT:
    '文件已损坏，无法完整读取，请重新导出。 ' +
    'The file is damaged and cannot be read whole: export it again.',
  FILE_ZIP_BOMB:
    '文件解压后大得不合理，已拒绝读取。 The file expands to an unreasonable size and is not read.',
  NO_HEADER:
    '前 20 行内没有找到含“学号”的表头。 No header row with a student number was found in the first 20 rows.',
  NO_DATA_ROWS: '表头下面没有数据。 There are no rows below the header.',
};
