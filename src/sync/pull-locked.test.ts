import { v4 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passOn } from '../../tests/support/fake-server.ts';
import { buildChanges, buildPage, namesIn, personEntry, STAFF } from '../../tests/support/feed.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import type { Replica } from '../store/replica.ts';

let phone: Phone;
beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => phone.close());

test('a phone that is locked during the request takes nothing in', async () => {
  phone.server.pull = () => buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);
  phone.server.network = (answer) => {
    phone.server.network = passOn;
    phone.sync.setReader(null);
    return answer();
  };

  phone.sync.setReader({ unlocked: phone.by, replica: phone.replica });
  await phone.rest();

  expect(phone.replica.cursor()).toBeNull();
  expect(namesIn(phone.replica)).toEqual([]);
});

test('a phone that is locked while the last page is taken in reports nothing', async () => {
  phone.server.pull = () => buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);
  const { replica } = phone;
  const closing: Replica = {
    ...replica,
    apply: (parts) => {
      phone.sync.setReader(null);
      replica.close();
      return replica.apply(parts);
    },
  };

  phone.sync.setReader({ unlocked: phone.by, replica: closing });
  await phone.rest();

  expect(phone.reports).toEqual([]);
  expect(phone.sync.status().lastFailure).toBeNull();
});

test('a phone that is locked while it counts itself reports nothing', async () => {
  const { replica } = phone;
  const closing: Replica = {
    ...replica,
    recount: (stop) => {
      phone.sync.setReader(null);
      replica.close();
      return replica.recount(stop);
    },
  };
  phone.sync.setReader({ unlocked: phone.by, replica: closing });
  await phone.rest();

  phone.sync.compare();
  await phone.rest();

  expect(phone.reports).toEqual([]);
  expect(phone.sync.status().lastFailure).toBeNull();
});
