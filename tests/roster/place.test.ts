import { describe, expect, test } from 'vitest';
import { codesOf, csv } from './support/fixtures.ts';

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
    ['西院A栋,,A-0312,1,在校', ['西院留学生公寓A栋', null, '0312', '1'], []],
    ['西院A栋,,A0312,1,在校', ['西院留学生公寓A栋', null, '0312', '1'], []],
    ['西院A栋,,B-0312,1,在校', ['西院留学生公寓A栋', 'B', '0312', '1'], []],
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
    expect(codesOf(warnings)).toEqual([[2, 'ROOM_MISSING']]);
    expect(codesOf(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
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
