import { expect, test } from 'vitest';
import { ApplyReply, RosterPreview } from '../../../src/protocol/office-roster.ts';
import { documentCounts, fixture, openOffice, openWenyuan } from './office-client.ts';

test('a preview from before the places were created is not applied', async () => {
  const office = await openOffice();
  const old = await office.previewRoster(fixture('wenyuan-clean.csv'));
  const buildings = old.unknownBuildings.map(({ name, units }) => ({ name, units }));
  const path = `/roster/previews/${old.id}`;
  await office.json('POST', `${path}/create-places`, { campusName: '南校区', buildings });

  const { code, details } = await office.problem('POST', `${path}/apply`, {
    revision: old.revision,
    handleLeft: 'keep',
  });

  expect(code).toBe('preview-outdated');
  expect((await documentCounts(office.server))['stay']).toBeUndefined();
  const { id, revision } = RosterPreview.parse(details);
  expect([id, revision]).toEqual([old.id, 3]);
  const applied = await office.json('POST', `${path}/apply`, { revision, handleLeft: 'keep' });
  expect(ApplyReply.parse(applied).applied).toMatchObject({ new: 640 });
});

test('a preview is for its maker, and for an hour', async () => {
  const office = await openWenyuan();
  const { id, revision } = await office.previewRoster(fixture('wenyuan-clean.csv'));

  office.server.clock.nowMs += 3_600_000;

  const path = `/roster/previews/${id}/apply`;
  expect(await office.refusal('POST', path, { revision, handleLeft: 'keep' })).toBe('not-found');
});
