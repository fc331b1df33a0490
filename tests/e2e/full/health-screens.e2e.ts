import { expect, onTestFinished, test } from 'vitest';
import { ClassList } from '../../../src/protocol/office-places.ts';
import { DEMO_LOGINS, DEMO_PASSWORD } from '../../../src/server/demo/demo-campus.ts';
import { LANGUAGES } from '../support/app-words.ts';
import { freshFolder, testPhone } from '../support/cleanup.ts';
import {
  startWalk,
  walkTheClass,
  walkTheReports,
  walkTheSessions,
} from '../support/health-screens.ts';
import { Office } from '../support/office.ts';
import { askInSessions } from '../support/reporters.ts';
import { startServer } from '../support/server.ts';

test('every screen of reports and sessions can be read, reached and hit in Chinese and English, and from right to left', async () => {
  const server = await startServer({ dataDir: freshFolder('data'), args: ['--demo'] });
  onTestFinished(() => server.stop());
  const linkOf = (role: string): string =>
    new RegExp(`\\(${role}\\): http\\S+?(/#enrol=\\S+)`).exec(server.output())?.[1] ?? '';
  // The links are printed once the invented campus is whole.
  await expect.poll(() => linkOf('student'), { timeout: 60_000 }).not.toBe('');
  const office = new Office(server.url);
  const login = DEMO_LOGINS.office_admin;
  await office.json('POST', '/login', { login, password: DEMO_PASSWORD });
  await askInSessions(office, [
    ['am', '00:00'],
    ['pm', '12:00'],
  ]);
  const here = (await office.places()).buildings.find(({ building }) =>
    /一号/.test(building.name),
  )!;
  const unit = here.units.find(({ unit: { code } }) => code === '1')!.unit;
  const post = { kind: 'unit', id: unit.id, buildingId: here.building.id } as const;
  const colleague = await office.enrolmentCodeFor('单元负责人乙', 'unit_keeper', post);
  const { classes } = ClassList.parse(await office.json('GET', '/classes'));
  const taught = classes.find(({ memberCount }) => memberCount > 8)!;
  const ofClass = { kind: 'class', id: taught.class.id } as const;
  const secondTeacher = await office.enrolmentCodeFor('任课教师乙', 'teacher', ofClass);
  const links = {
    en: {
      reporter: linkOf('room_head'),
      keeper: linkOf('unit_keeper'),
      teacher: linkOf('teacher'),
    },
    zh: {
      reporter: linkOf('student'),
      keeper: `/#enrol=${colleague}`,
      teacher: `/#enrol=${secondTeacher}`,
    },
  };
  for (const { language, locale } of LANGUAGES)
    for (const [who, walk] of [
      ['keeper', walkTheSessions],
      ['reporter', walkTheReports],
      ['teacher', walkTheClass],
    ] as const) {
      const phone = await testPhone(freshFolder(who), { locale });
      const page = phone.pages()[0] ?? (await phone.newPage());
      const link = links[language][who];
      await walk(await startWalk(page, { language, url: server.url, link }));
      await phone.close();
    }
}, 600_000);
