import { expect, test } from 'vitest';
import { CARD_DAYS } from '../../../src/protocol/office-enrolment.ts';
import { runIfDue } from '../../../src/server/jobs/run-job.ts';
import { retentionJob } from '../../../src/server/retention/retention-job.ts';
import { wrongCodeFor } from '../support/enrolling.ts';
import { addResidents } from '../support/residents.ts';
import { cardOf, DAY_MS, NUMBER, openCampus, redeemRefusal } from './card-office.ts';

test('the night forgets wrong tries that are older than any card, of whosever number', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  await cardOf(office, id!);
  for (const number of [NUMBER, '999999999999'])
    await redeemRefusal(stranger, wrongCodeFor(number));
  const tries = async () => (await server.db.selectFrom('numberTry').selectAll().execute()).length;
  const nightAfter = async (ms: number) => {
    server.clock.nowMs += ms;
    expect(await runIfDue(server.deps, retentionJob, 'one')).toBe(true);
    return tries();
  };

  expect(await nightAfter(CARD_DAYS.most * DAY_MS)).toBe(2);
  expect(await nightAfter(DAY_MS)).toBe(0);
});
