// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { DoorCheck, Void } from '../../../domain/door-check.ts';
import {
  openPhone,
  showScreen,
  type OpenPhone,
  type Screen,
} from '../../../../tests/support/show-screen.tsx';
import { doorCampus, LIU, ZHANG, ZHANG_TOO } from '../../../../tests/support/door-campus.ts';
import { setLanguage } from '../../strings.ts';
import { DoorFront } from './door-front.tsx';

let phone: OpenPhone;
let screen: Screen;

const checks = () =>
  phone.app.journal
    .entries()
    .filter(({ operation }) => operation.type === 'door-check')
    .map(({ operation }) => ({ id: operation.id, ...DoorCheck.parse(operation.body) }));
const tempsC = () => checks().map(({ reading }) => reading?.tempC ?? null);

beforeEach(async () => {
  phone = await openPhone({ documents: doorCampus, startAt: '2020-06-08T06:00:00.000Z' });
  screen = showScreen(phone.app, <DoorFront />);
});

async function startShift(): Promise<void> {
  await screen.tap(/North door/, 'radio');
  await screen.tap('Start');
  await screen.until(() => screen.get('field', 'Find a person'));
}

async function find(query: string): Promise<void> {
  await screen.type('Find a person', query);
  await screen.until(() => screen.get('option', /./));
}

async function measure(digits: string): Promise<void> {
  for (const digit of digits) await screen.tap(digit);
  await screen.tap('Done');
}

async function log(query: string, digits: string): Promise<void> {
  await screen.type('Find a person', query);
  await screen.until(() => expect(screen.has('option', /./)).toBe(true));
  await screen.submit('Find a person');
  await measure(digits);
}

test('a shift begins by choosing a door, and is kept when the app starts again', async () => {
  expect(screen.has('field', 'Find a person')).toBe(false);
  await startShift();

  screen.unmount();
  screen = showScreen(phone.app, <DoorFront />);

  await screen.until(() => screen.get('field', 'Find a person'));
});

describe('on shift', () => {
  beforeEach(startShift);

  test('find, three digits, done: it is saved and the field is free for the next', async () => {
    await log('0001', '365');

    await screen.until(() => expect(screen.text()).toContain('Normal: may pass'));
    expect(checks()).toMatchObject([
      {
        subject: { kind: 'person', personId: ZHANG.id },
        direction: 'in',
        reading: { tempC: 36.5, site: 'forehead', rawValue: 36.5, rawUnit: 'C' },
      },
    ]);
    expect(screen.get('field', 'Find a person')).toHaveProperty('value', '');
  });

  test('two people of one name are told apart by room and class', async () => {
    await screen.type('Find a person', 'zw');
    await screen.until(() => screen.get('option', /2-305.*Class 1/));

    await screen.tap(/3-101.*Class 2/, 'option');
    await measure('366');

    await screen.until(() => expect(checks()).toHaveLength(1));
    expect(checks()[0]!.subject).toEqual({ kind: 'person', personId: ZHANG_TOO.id });
  });

  test('a too low reading stays on the person and is repeated by the next', async () => {
    await log('0001', '342');
    await screen.until(() => expect(screen.text()).toContain('Too low: measure again'));

    await measure('364');

    await screen.until(() => expect(tempsC()).toEqual([34.2, 36.4]));
    expect(checks()[1]!.repeats).toBe(checks()[0]!.id);
  });

  test('a high reading rests while others pass; the second one at the armpit is normal, both are kept', async () => {
    await log('0001', '378');
    await screen.until(() => expect(screen.text()).toContain('High: step aside'));
    await log('0003', '365');
    await screen.until(() => expect(tempsC()).toHaveLength(2));

    await screen.tap(/Second reading of 张伟/);
    await measure('369');

    await screen.until(() => expect(screen.text()).toContain('Second reading normal: may pass'));
    expect(screen.text()).toContain('37.8 °C (Forehead) → 36.9 °C (Armpit)');
    expect(checks()[2]).toMatchObject({
      direction: 'in',
      repeats: checks()[0]!.id,
      reading: { tempC: 36.9, site: 'axilla' },
    });
    expect(tempsC()).toEqual([37.8, 36.5, 36.9]);
  });

  test('a second high reading is confirmed, with what to do', async () => {
    await log('0001', '378');
    await screen.tap(/Second reading of 张伟/);
    await measure('381');

    await screen.until(() => expect(screen.text()).toContain('Confirmed high: must not pass'));
    expect(screen.text()).toContain('Tell the campus clinic and the counsellor');
  });

  test('an impossible value saves nothing and asks again', async () => {
    await log('0001', '565');

    await screen.until(() => expect(screen.text()).toContain('56.5 cannot be right'));
    expect(checks()).toEqual([]);
    await measure('365');
    await screen.until(() => expect(tempsC()).toEqual([36.5]));
  });

  test('the same person again within two minutes is stopped until the warden says so', async () => {
    await log('0001', '365');
    await screen.until(() => expect(tempsC()).toHaveLength(1));
    phone.pass(40_000);
    await log('0001', '366');

    expect(screen.text()).toContain('Already logged 40 s ago by you');
    expect(tempsC()).toEqual([36.5]);

    await screen.tap('Log again');
    await screen.tap('Done');
    await screen.until(() => expect(tempsC()).toEqual([36.5, 36.6]));
  });

  test('the direction is the other one than last time, and one tap turns it', async () => {
    await log('0001', '365');
    await screen.until(() => expect(tempsC()).toHaveLength(1));
    phone.pass(3_600_000);
    await log('0001', '365');
    await screen.until(() => expect(checks()[1]?.direction).toBe('out'));
    phone.pass(3_600_000);

    await find('0001');
    await screen.submit('Find a person');
    await screen.tap('Entry. Tap to change');
    await measure('365');

    await screen.until(() => expect(checks()[2]?.direction).toBe('out'));
  });

  test('in rush mode everybody goes the same way', async () => {
    await screen.tap('Rush');
    await screen.tap('All entry');
    await log('0001', '365');
    await log('0003', '366');

    await screen.until(() =>
      expect(checks().map(({ direction }) => direction)).toEqual(['out', 'out']),
    );
  });

  test('undo takes the check back and puts the person there again', async () => {
    await log('0001', '365');
    await screen.tap(/^Undo/);

    await screen.until(() => screen.get('field', 'Temperature of 张伟'));
    const voids = phone.app.journal
      .entries()
      .filter(({ operation }) => operation.type === 'void')
      .map(({ operation }) => Void.parse(operation.body));
    expect(voids).toMatchObject([{ voids: checks()[0]!.id, reason: 'undo' }]);
  });

  test('a half typed check is there again after a kill', async () => {
    await find('0001');
    await screen.submit('Find a person');
    await screen.tap('3');
    await screen.tap('6');
    await screen.until(async () =>
      expect(
        await phone.app.journal.readDraft(`door:${phone.app.unlocked.accountId}`),
      ).toMatchObject({
        typed: '36',
      }),
    );

    screen.unmount();
    screen = showScreen(phone.app, <DoorFront />);

    await screen.until(() =>
      expect(screen.get('field', 'Temperature of 张伟')).toHaveProperty('value', '36'),
    );
  });

  test('changing the language keeps the digits', async () => {
    await find('0001');
    await screen.submit('Find a person');
    await screen.tap('3');
    await screen.tap('6');

    setLanguage('zh');

    await screen.until(() =>
      expect(screen.get('field', '张伟的体温')).toHaveProperty('value', '36'),
    );
  });

  test('a visitor comes with a temperature, leaves by one tap, and is found again', async () => {
    await screen.tap('New visitor');
    await screen.type(/Visitor's name/, '周访');
    await screen.type(/^Visits/, '0003');
    await screen.tap(/刘敏/);
    await screen.type(/^Phone/, '15400000001');
    await screen.tap('Save and measure');
    await measure('364');
    await screen.until(() => expect(checks()).toHaveLength(1));

    await screen.tap('Visitors', 'link');
    expect(screen.text()).toContain(`Visits ${LIU.name}`);
    await screen.tap('周访 left');

    await screen.until(() =>
      expect(checks()).toMatchObject([
        { direction: 'in', reading: { tempC: 36.4 } },
        { direction: 'out', reading: null },
      ]),
    );
    expect(checks()[1]!.subject).toEqual(checks()[0]!.subject);
    await screen.tap('Check', 'link');
    await find('周访');
    screen.get('option', /周访/);
  });

  test('today’s list corrects and takes back; every version stays', async () => {
    await log('0001', '365');
    await screen.until(() => expect(tempsC()).toHaveLength(1));
    await screen.tap('Today', 'link');

    await screen.tap(/张伟/);
    await screen.tap('Correct');
    await screen.type(/^Temperature/, '367');
    await screen.tap('Save correction');
    await screen.until(() => expect(screen.text()).toContain('36.7 °C'));
    await screen.tap(/张伟/);
    await screen.tap('Take back');
    await screen.tap('Take back');

    await screen.until(() => expect(screen.text()).toContain('Taken back'));
    expect(checks()).toMatchObject([
      { reading: { tempC: 36.5 }, amends: null },
      { reading: { tempC: 36.7 }, amends: checks()[0]!.id },
    ]);
  });

  test('who is inside counts the resident who came in', async () => {
    await log('0001', '365');
    await screen.until(() => expect(tempsC()).toHaveLength(1));

    await screen.tap('Inside', 'link');

    await screen.until(() => screen.get('button', /^1 ?Inside/));
    screen.get('button', /2-305 ?张伟/);
    expect(screen.text()).toContain('North door: this phone, now');
  });
});

test('a Fahrenheit reading is converted, and its raw value kept', async () => {
  await screen.tap(/North door/, 'radio');
  await screen.tap('It shows °F', 'radio');
  await screen.tap('Start');
  await screen.until(() => screen.get('field', 'Find a person'));

  await log('0001', '1004');

  await screen.until(() => expect(screen.text()).toContain('High: step aside'));
  expect(checks()[0]!.reading).toMatchObject({ tempC: 38, rawValue: 100.4, rawUnit: 'F' });
});
