import { describe, expect, test } from 'vitest';
import { readFileText } from './support/fixtures.ts';
import { buildTable, buildXlsx, merges, textRow } from './support/xlsx-builder.ts';

const csv = (...rows: string[]) => readFileText(rows.join('\n'));
const codes = (remarks: readonly { row: number; code: string }[]) =>
  remarks.map(({ row, code }) => [row, code]);

describe('the header', () => {
  const student = ['201910104521', '王小明', '南1舍', '在校'];
  const header = ['学号', '姓名', '楼栋', '去向'];
  const below = (blankCount: number) => [
    ...Array.from({ length: blankCount }, (_, at) => [`标题 ${at}`]),
    header,
    student,
  ];

  test.each([[0], [17], [19]])('may stand below %i other rows', async (blankCount) => {
    const { rows } = await readFileText(buildTable(below(blankCount)));

    expect(rows.map((row) => row.row)).toEqual([blankCount + 2]);
  });

  test('below the twentieth row is not found', async () => {
    const { outcome, error, notices } = await readFileText(buildTable(below(20)));

    expect({ outcome, error }).toEqual({ outcome: 'rejected', error: { code: 'NO_HEADER' } });
    expect(notices).toEqual([{ code: 'SHEET_NO_HEADER', sheet: 'Sheet1' }]);
  });

  test.each([[['学号', '姓名', '体温']], [['姓名', '楼栋', '去向', '电话']]])(
    '%j is none',
    async (names) => {
      const { error } = await readFileText(buildTable([names, student]));

      expect(error).toEqual({ code: 'NO_HEADER' });
    },
  );

  test('without rows is refused', async () => {
    const { outcome, error } = await readFileText(buildTable([header, [], ['合计', '0']]));

    expect({ outcome, error }).toEqual({ outcome: 'rejected', error: { code: 'NO_DATA_ROWS' } });
  });

  test('takes the left of two columns that mean the same', async () => {
    const { rows } = await csv(
      '学号,手机,电话,姓名,楼栋',
      '201910104521,15411118427,15422229538,王,南1舍',
    );

    expect(rows[0]!.phone).toBe('15411118427');
  });

  test('in English is read', async () => {
    const { rows, warnings } = await csv(
      'No.,Student ID,Name,Gender,Nationality,Building,Room,Bed,Whereabouts',
      '1,201910104521,WANG XIAOMING,Male,Fiji,南1舍,2-305,1,在校',
    );

    expect(rows[0]).toMatchObject({
      name: 'WANG XIAOMING',
      passportName: 'WANG XIAOMING',
      gender: 'M',
      nationality: 'FJ',
      unit: '2',
      room: '305',
    });
    expect(warnings).toEqual([]);
  });

  test('a field whose column is absent is null without a warning', async () => {
    const { rows, warnings } = await csv('学号,姓名,楼栋', '201910104521,王小明,南1舍');

    expect(rows[0]).toEqual({
      row: 2,
      studentNo: '201910104521',
      name: '王小明',
      passportName: null,
      gender: null,
      nationality: null,
      nationalityText: null,
      passportNo: null,
      college: null,
      grade: null,
      className: null,
      category: null,
      campus: '马房山校区',
      building: '南1舍',
      unit: null,
      room: null,
      bed: null,
      counsellor: null,
      phone: null,
      wechat: null,
      whereabouts: null,
      enrolledOn: null,
      leftOn: null,
      remark: null,
    });
    expect(warnings).toEqual([]);
  });
});

describe('two header rows', () => {
  const upper = ['学号', '基本信息', '', '住宿信息', '', '家长', '', '备注'];
  const lower = ['', '姓名', '性别', '楼栋', '寝室号', '姓名', '电话', ''];
  const student = ['201910104521', '王小明', '男', '南1舍', '2-305', '王大明', '15411118427', '好'];
  const groups = merges('A1:A2', 'B1:C1', 'D1:E1', 'F1:G1', 'H1:H2');
  const expected = {
    name: '王小明',
    gender: 'M',
    building: '南1舍',
    room: '305',
    phone: null,
    remark: '好',
  };

  test('with merged groups: the columns of parents are not the student’s own', async () => {
    const { rows } = await readFileText(buildTable([upper, lower, student], groups));

    expect(rows[0]).toMatchObject({ row: 3, ...expected });
  });

  test('in a CSV, where a group stands over its first column only', async () => {
    const rows = await csv(upper.join(','), lower.join(','), student.join(','));

    expect(rows.rows[0]).toMatchObject({ row: 3, ...expected });
  });

  test('where the upper row alone names three columns', async () => {
    const { rows } = await csv(
      '学号,姓名,性别,住宿信息,,紧急联系人,',
      ',,,楼栋,寝室号,姓名,电话',
      '201910104521,王小明,男,南1舍,2-305,王大明,15411118427',
    );

    expect(rows[0]).toMatchObject({ row: 3, name: '王小明', building: '南1舍', phone: null });
  });

  test('where a group is called like a column', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['学号', '姓名', '联系方式', '', '楼栋'],
          ['', '', '微信号', '手机', ''],
          ['201910104521', '王小明', 'tst_1', '15411118427', '南1舍'],
        ],
        merges('A1:A2', 'B1:B2', 'C1:D1', 'E1:E2'),
      ),
    );

    expect(rows[0]).toMatchObject({ wechat: 'tst_1', phone: '15411118427', building: '南1舍' });
  });

  test('a column behind a merged group is not in the group', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['学号', '中文名', '紧急联系人', '', '', ''],
          ['', '', '姓名', '电话', '手机', '楼栋'],
          ['201910104521', '王小明', '王大明', '15411118427', '15422229538', '南1舍'],
        ],
        merges('A1:A2', 'B1:B2', 'C1:D1'),
      ),
    );

    expect(rows[0]).toMatchObject({ name: '王小明', phone: '15422229538' });
  });

  test('a title over the header names no group', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['家长联系名单', '', '', ''],
          ['学号', '姓名', '电话', '楼栋'],
          ['201910104521', '王小明', '15411118427', '南1舍'],
        ],
        merges('A1:D1'),
      ),
    );

    expect(rows[0]).toMatchObject({ name: '王小明', phone: '15411118427' });
  });
});

describe('rows that are no students', () => {
  const header = '序号,学号,姓名,楼栋,去向';

  test('blank rows, counters alone and spaces are skipped', async () => {
    const { counts, skipped } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,,,,',
      ', ,\u3000,,',
      '3,201910104522,李明,南1舍,在校',
      '4,,,,',
    );

    expect(counts).toMatchObject({ dataRows: 2, blankRows: 2 });
    expect(skipped).toEqual([
      { row: 3, kind: 'blank' },
      { row: 4, kind: 'blank' },
    ]);
  });

  test.each([
    ['合计,2', 2],
    [' 总 计 ,,,,2人', 2],
    ['共计2人', 2],
    ['总人数：2', 2],
    ['Total,"4,800"', 4800],
    ['合计', undefined],
  ])('the summary row %j states %j', async (row, statedTotal) => {
    const { counts, skipped } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,201910104522,李明,南1舍,在校',
      row,
    );

    expect(counts.statedTotal).toBe(statedTotal);
    expect(skipped).toEqual([{ row: 4, kind: 'summary' }]);
  });

  test('the last summary row counts; a total that differs is told', async () => {
    const { counts, notices } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '小计,1',
      '合计,7',
    );

    expect(counts).toMatchObject({ statedTotal: 7, statedTotalMatches: false, summaryRows: 2 });
    expect(notices).toEqual([{ code: 'STATED_TOTAL_DIFFERS' }]);
  });

  test.each([['注：测试'], ['说明,,x'], ['填表人：某'], [',注：测试'], ['Note: x']])(
    '%j is a note',
    async (row) => {
      const { counts } = await csv(header, '1,201910104521,王小明,南1舍,在校', row);

      expect(counts).toMatchObject({ noteRows: 1, dataRows: 1 });
    },
  );

  test('a row with a student number is no note', async () => {
    const { counts } = await csv(header, '注册中,201910104521,王小明,南1舍,在校');

    expect(counts).toMatchObject({ noteRows: 0, dataRows: 1 });
  });

  test('an ordinary empty cell is never filled from above', async () => {
    const { rejected } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,201910104522,李明,,在校',
    );

    expect(codes(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
  });
});

describe('names', () => {
  const header = '学号,姓名,英文名,楼栋';

  test('an empty Chinese name is replaced by the passport name', async () => {
    const { rows, warnings } = await csv(header, '201910104521,,N’DONG  JEAN,南1舍');

    expect(rows[0]).toMatchObject({ name: "N'DONG JEAN", passportName: "N'DONG JEAN" });
    expect(warnings).toEqual([{ row: 2, code: 'NAME_FROM_PASSPORT', field: 'name' }]);
  });

  test('a row without any name is rejected', async () => {
    const { rejected } = await csv(header, '201910104521, ,\u00a0,南1舍');

    expect(codes(rejected)).toEqual([[2, 'NAME_MISSING']]);
  });

  test('controls that are removed are told', async () => {
    const { rows, warnings } = await csv(header, '201910104521,王\u200b小明,,南1舍');

    expect(rows[0]!.name).toBe('王小明');
    expect(warnings).toEqual([{ row: 2, code: 'TEXT_CONTROL_REMOVED', field: 'name' }]);
  });
});

describe('building, unit, room and bed', () => {
  const header = '学号,姓名,楼栋,单元,房间,床位,去向';
  const place = async (cells: string) => {
    const reading = await csv(header, `201910104521,王小明,${cells}`);
    const [row] = reading.rows;
    return {
      place: row ? [row.building, row.unit, row.room, row.bed] : null,
      codes: [...reading.rejected, ...reading.warnings].map((remark) => remark.code),
    };
  };

  test.each([
    ['南1舍,2,305,1,在校', ['南1舍', '2', '305', '1'], []],
    ['南一舍,二单元,0305,02号床,在校', ['南1舍', '2', '0305', '2'], []],
    ['南1舍,,南1-2-305-1,,在校', ['南1舍', '2', '305', '1'], []],
    [
      '南1舍,3,2-305-1,2,在校',
      ['南1舍', '2', '305', '1'],
      ['ROOM_CODE_CONFLICT', 'ROOM_CODE_CONFLICT'],
    ],
    ['南1舍,02,2-305-01,1,在校', ['南1舍', '2', '305', '1'], []],
    ['南1舍,2,305,,在校', ['南1舍', '2', '305', null], ['BED_MISSING']],
    ['南1舍,2,顶楼,1,在校', ['南1舍', null, null, null], ['ROOM_INVALID']],
    ['南1舍,2,,1,在校', ['南1舍', '2', null, '1'], ['ROOM_MISSING']],
    ['南1舍,2,,,境外', ['南1舍', '2', null, null], []],
    ['南1舍,2,305,1,境外', ['南1舍', '2', '305', '1'], []],
    ['南湖13栋,,13-405-2,,在校', ['南湖13栋', null, '405', '2'], []],
    ['南湖12栋,,13-405-2,,在校', ['南湖12栋', '13', '405', '2'], []],
    ['南1舍,9,305,1,在校', ['南1舍', '9', '305', '1'], []],
    ['余区国际公寓,a座,1203,B,在校', ['余区国际公寓', 'A', '1203', 'B'], []],
    [',,南2-3-517-2,,境外', ['南2舍', '3', '517', '2'], []],
    ['校外,,12栋304室2号床,,在校', ['南湖12栋', null, '304', '2'], []],
    ['校外,,305,,境外', [null, null, null, null], []],
    ['—,,,,失联', [null, null, null, null], []],
    ['-,,南9-2-401-1,,境外', [null, null, null, null], []],
  ])('%s', async (cells, expected, warnings) => {
    expect(await place(cells)).toEqual({ place: expected, codes: warnings });
  });

  test.each([
    ['南1舍,,南3-2-401-1,,在校', 'BUILDING_CONFLICT'],
    ['南1舍,,南9-2-401-1,,在校', 'BUILDING_CONFLICT'],
    ['南1舍,,12栋304,,在校', 'BUILDING_CONFLICT'],
    ['南9舍,2,401,1,境外', 'UNKNOWN_BUILDING'],
    ['待定,,,,境外', 'UNKNOWN_BUILDING'],
    [',,305,1,在校', 'UNKNOWN_BUILDING'],
    ['无,,305,1,', 'UNKNOWN_BUILDING'],
    ['校外,,305,1,不详', 'UNKNOWN_BUILDING'],
    [',,南9-2-401-1,,在校', 'UNKNOWN_BUILDING'],
  ])('%s is rejected: %s', async (cells, code) => {
    expect(await place(cells)).toEqual({ place: null, codes: [code] });
  });

  test('without a whereabouts column a room is expected, and a building', async () => {
    const { rows, warnings, rejected } = await csv(
      '学号,姓名,楼栋,房间',
      '201910104521,王小明,南1舍,',
      '201910104522,李明,校外,',
    );

    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(codes(warnings)).toEqual([[2, 'ROOM_MISSING']]);
    expect(codes(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
  });

  test('without a bed column no bed is missed', async () => {
    const { warnings } = await csv('学号,姓名,楼栋,房间', '201910104521,王小明,南1舍,2-305');

    expect(warnings).toEqual([]);
  });

  test('a unit that the list lacks is kept and listed, without a warning', async () => {
    const { unknownUnits, warnings } = await csv(
      header,
      '201910104521,王小明,南1舍,9,305,1,在校',
      '201910104522,李明,南1舍,9,305,2,在校',
      '201910104523,张明,南湖12栋,1,305,2,在校',
    );

    expect(warnings).toEqual([]);
    expect(unknownUnits).toEqual([
      { building: '南1舍', unit: '9', rowCount: 2 },
      { building: '南湖12栋', unit: '1', rowCount: 1 },
    ]);
  });

  test('buildings that the list lacks are listed with the units of their rows', async () => {
    const { unknownBuildings } = await csv(
      '学号,姓名,校区,楼栋,房间',
      '201910104521,王小明,北校区,南9舍,10-305',
      '201910104522,李明,北校区,南九舍,2-305',
      '201910104523,张明,北校区,南9舍,南9-2-306',
    );

    expect(unknownBuildings).toEqual([
      { name: '南9舍', units: ['2', '10'], rowCount: 3, campus: '北校区' },
    ]);
  });
});

describe('sheets', () => {
  const header = ['学号', '姓名', '寝室号'];
  const sheet = (name: string, studentNo: string, more = {}) => ({
    name,
    rows: [header, [studentNo, '王小明', '2-305']],
    ...more,
  });

  test('without a building column the sheet’s name is the building', async () => {
    const { rows, rejected } = await readFileText(
      buildXlsx({
        sheets: [
          sheet('南1舍', '201910104521'),
          sheet('南二舍', '201910104522'),
          sheet('南9舍', '201910104523'),
        ],
      }),
    );

    expect(rows.map((row) => [row.sheet, row.row, row.building])).toEqual([
      ['南1舍', 2, '南1舍'],
      ['南二舍', 2, '南2舍'],
    ]);
    expect(rejected).toMatchObject([
      { sheet: '南9舍', row: 2, code: 'UNKNOWN_BUILDING', value: '南9舍' },
    ]);
  });

  test('hidden sheets and sheets without a header are told, not read', async () => {
    const { rows, notices } = await readFileText(
      buildXlsx({
        sheets: [
          sheet('南1舍', '201910104521'),
          sheet('南2舍', '201910104522', { state: 'hidden' }),
          sheet('南3舍', '201910104523', { state: 'veryHidden' }),
          { name: '说明', rows: [['填表说明']] },
        ],
      }),
    );

    expect(rows).toHaveLength(1);
    expect(notices).toEqual([
      { code: 'SHEET_HIDDEN', sheet: '南2舍' },
      { code: 'SHEET_HIDDEN', sheet: '南3舍' },
      { code: 'SHEET_NO_HEADER', sheet: '说明' },
    ]);
  });

  test('repeats are found across sheets', async () => {
    const sheets = [sheet('南1舍', '201910104521'), sheet('南2舍', '201910104521')];
    const { rejected } = await readFileText(buildXlsx({ sheets }));

    expect(rejected).toMatchObject([
      {
        sheet: '南1舍',
        row: 2,
        code: 'STUDENT_NO_CONFLICT',
        others: [{ sheet: '南2舍', row: 2 }],
        differs: ['building'],
      },
      {
        sheet: '南2舍',
        row: 2,
        code: 'STUDENT_NO_CONFLICT',
        others: [{ sheet: '南1舍', row: 2 }],
        differs: ['building'],
      },
    ]);
  });
});

describe('repeats', () => {
  const header = '序号,学号,姓名,护照号,楼栋,单元,房间,床位,备注';

  test('identical rows are merged into the first; the counter does not count', async () => {
    const { counts, rows, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,2019 1010 4521, 王小明 ,TST1,南一舍,二单元,305,1床,',
    );

    expect(counts).toMatchObject({ dataRows: 2, imported: 1, merged: 1, rejected: 0 });
    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(warnings).toEqual([
      {
        row: 3,
        code: 'DUPLICATE_IDENTICAL',
        field: 'studentNo',
        value: '201910104521',
        firstRow: 2,
      },
    ]);
  });

  test('warnings of a merged row are listed too', async () => {
    const { warnings } = await csv(
      '学号,姓名,楼栋,性别',
      '201910104521,王小明,南1舍,?',
      '201910104521,王小明,南1舍,?',
    );

    expect(codes(warnings)).toEqual([
      [2, 'GENDER_UNKNOWN'],
      [3, 'GENDER_UNKNOWN'],
      [3, 'DUPLICATE_IDENTICAL'],
    ]);
  });

  test('three rows of which two agree are still a conflict, and their warnings go', async () => {
    const { counts, rejected, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,,',
      '2,201910104521,王小明,TST1,南1舍,2,305,,',
      '3,201910104521,王小明,TST1,南1舍,2,306,,转',
    );

    expect(counts).toMatchObject({ imported: 0, merged: 0, rejected: 3 });
    expect(rejected.map(({ row, otherRows, differs }) => [row, otherRows, differs])).toEqual([
      [2, [3, 4], ['room', 'remark']],
      [3, [2, 4], ['room', 'remark']],
      [4, [2, 3], ['room', 'remark']],
    ]);
    expect(warnings).toEqual([]);
  });

  test('a row rejected for another reason is no repeat', async () => {
    const { counts, rejected } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,201910104521,王小明,TST1,南9舍,2,306,1,',
    );

    expect(counts.imported).toBe(1);
    expect(codes(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
  });

  test('a bed and a passport that several share warn on each', async () => {
    const { counts, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,201910104522,李明,TST1,南1舍,,2-305-1,,',
      '3,201910104523,张明,无,南1舍,2,305,1,',
      '4,201910104524,赵明,无,南1舍,2,305,2,',
    );

    expect(counts).toMatchObject({ imported: 4, rejected: 0 });
    expect(warnings.map(({ row, code, otherRows }) => [row, code, otherRows])).toEqual([
      [2, 'BED_SHARED', [3, 4]],
      [2, 'PASSPORT_SHARED', [3]],
      [3, 'BED_SHARED', [2, 4]],
      [3, 'PASSPORT_SHARED', [2]],
      [4, 'BED_SHARED', [2, 3]],
    ]);
    expect(warnings[0]).toMatchObject({ bed: '南1舍/2/305/1' });
  });
});

describe('cells without a value', () => {
  const header = textRow(['学号', '姓名', '楼栋', '性别', '紧急联系人电话']);
  const read = (cells: string) =>
    readFileText(
      buildXlsx({ sheets: [{ name: 'A', rows: `${header}<row r="2">${cells}</row>` }] }),
    );
  const named = '<c r="B2" t="str"><v>王小明</v></c><c r="C2" t="str"><v>南1舍</v></c>';
  const number = '<c r="A2"><v>201910104521</v></c>';

  test('an error and a formula without a result are empty and told', async () => {
    const { warnings } = await read(`${number}${named}<c r="D2" t="e"><v>#N/A</v></c>`);
    const second = await read(`${number}${named}<c r="D2"><f>X1</f></c>`);

    expect(codes(warnings)).toEqual([
      [2, 'CELL_ERROR'],
      [2, 'GENDER_UNKNOWN'],
    ]);
    expect(codes(second.warnings)).toEqual([
      [2, 'FORMULA_NO_VALUE'],
      [2, 'GENDER_UNKNOWN'],
    ]);
  });

  test('an error in an ignored column is not told', async () => {
    const { warnings } = await read(
      `${number}${named}<c r="D2" t="str"><v>男</v></c><c r="E2" t="e"><v>#REF!</v></c>`,
    );

    expect(warnings).toEqual([]);
  });

  test.each([['<c r="A2" t="e"><v>#REF!</v></c>'], ['<c r="A2"><f>X1</f></c>']])(
    'a student number %s is missing',
    async (cell) => {
      const { rejected, warnings } = await read(`${cell}${named}`);

      expect(codes(rejected)).toEqual([[2, 'STUDENT_NO_MISSING']]);
      expect(warnings).toEqual([]);
    },
  );

  test('the stored result of a formula is read', async () => {
    const { rows } = await read(`<c r="A2"><f>B1</f><v>201910104521</v></c>${named}`);

    expect(rows[0]!.studentNo).toBe('201910104521');
  });

  test('a numeric student number that ends in six zeros has lost its digits', async () => {
    const { rejected } = await read(`<c r="A2"><v>202000000000</v></c>${named}`);

    expect(rejected).toEqual([
      { row: 2, code: 'STUDENT_NO_SCIENTIFIC', field: 'studentNo', value: 202000000000 },
    ]);
  });
});
