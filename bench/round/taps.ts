import type { Bench } from '../bench.ts';
import { figureOf } from '../figures.ts';
import { say } from '../progress.ts';
import { openRoundPhone, slowDown, tapTimes, type RoundPhone } from './round-phone.ts';
import type { TapTimes } from './tap-watch.ts';

/** Rooms in which somebody is absent, and in which hygiene is found wanting, with a photo. */
const ROOMS = 20;
const GOAL = { most: 100, of: 'p95' } as const;

const KINDS = {
  open: 'a room of the list to its screen',
  measure: 'the keypad for one person',
  reading: 'the last of three digits, kept',
  presence: 'one person absent',
  'all-present': 'the others present, and the next room',
  hygiene: 'the form of the room’s hygiene',
  item: 'an item that is not in order',
  deduction: 'points off',
  finding: 'the finding, with a photo, kept',
} as const;
type Kind = keyof typeof KINDS;
type Times = Record<Kind, TapTimes[]>;

/** Those that record are answered while it is being kept, which is not yet "saved". */
const RECORDING: readonly Kind[] = ['reading', 'presence', 'all-present', 'finding'];

/** Each tap of a round, from the touch to the frame that shows what it did, kept on the disk where it records. */
export const tapsBench: Bench = {
  name: 'round-taps',
  about: 'every tap of a round in a unit of 60 rooms with photos, at 1x and 4x',
  measure: async (stage) => {
    const phone = await openRoundPhone(stage, 'small');
    const figures = [];
    for (const [turn, cpu] of ([1, 4] as const).entries()) {
      say(`taps, ${cpu}x`);
      const times: Times = {
        open: [],
        measure: [],
        reading: [],
        presence: [],
        'all-present': [],
        hygiene: [],
        item: [],
        deduction: [],
        finding: [],
      };
      await slowDown(phone, cpu);
      for (let room = 0; room < ROOMS; room += 1) await walkRoom(phone, turn * ROOMS + room, times);
      await slowDown(phone, 1);
      for (const kind of Object.keys(KINDS) as Kind[]) {
        const name = `round-taps-${kind}`;
        const goal = cpu === 4 ? { goal: GOAL } : {};
        const about = { name: `${name}-${cpu}x`, what: KINDS[kind], cpu, ...goal };
        const answer = {
          ...about,
          name: `${name}-answer-${cpu}x`,
          what: 'the same: that it is being saved',
        };
        if (RECORDING.includes(kind))
          figures.push(
            figureOf(
              answer,
              times[kind].map(({ answeredMs }) => answeredMs),
            ),
          );
        figures.push(
          figureOf(
            about,
            times[kind].map(({ doneMs }) => doneMs),
          ),
        );
      }
    }
    await phone.context.close();
    return { figures };
  },
};

/** Of three digits the first two are only typed; the third is the reading. */
async function measureOne(phone: RoundPhone, name: string, times: Times): Promise<void> {
  const { keeper } = phone;
  const field = { selector: `form input[aria-label="Temperature of ${name}"]`, words: '' };
  times.measure.push(await tapTimes(phone, keeper.button(`Measure ${name}`), field));
  for (const digit of '36') await keeper.button(digit).tap();
  const saved = { selector: '[role="status"]', words: `${name}: 36.5` };
  times.reading.push(await tapTimes(phone, keeper.button('5'), saved));
  await keeper.button('Close the keypad').tap();
}

async function walkRoom(phone: RoundPhone, index: number, times: Times): Promise<void> {
  const { keeper, page } = phone;
  const perFloor = 10;
  const codeAt = (at: number): string =>
    `${Math.floor(at / perFloor) + 1}${String((at % perFloor) + 1).padStart(2, '0')}`;
  const code = codeAt(index);
  const sheet = keeper.sheet();
  times.open.push(
    await tapTimes(phone, keeper.rowOf(code), { selector: 'h1', words: `Room ${code}` }),
  );
  await measureOne(phone, `住户${index}之2`, times);
  const name = `住户${index}之1`;
  const states = page.getByRole('group', { name: `Where ${name} is` });
  times.presence.push(
    await tapTimes(phone, states.getByRole('button', { name: 'Absent' }), {
      selector: '[role="status"]',
      words: `${name}: saved`,
    }),
  );
  times.hygiene.push(
    await tapTimes(phone, keeper.button('Hygiene'), {
      selector: 'dialog[open] h2',
      words: `Hygiene · Room ${code}`,
    }),
  );
  times.item.push(
    await tapTimes(phone, sheet.getByRole('button', { name: 'Floor and washroom' }), {
      selector: 'dialog[open] output',
      words: '−5 of 30',
    }),
  );
  times.deduction.push(
    await tapTimes(phone, sheet.getByRole('button', { name: '−5 more' }), {
      selector: 'dialog[open] output',
      words: '−10 of 30',
    }),
  );
  await keeper.takePhoto(40 + index);
  times.finding.push(
    await tapTimes(phone, sheet.getByRole('button', { name: 'Save finding' }), {
      selector: 'dialog[open] h3',
      words: 'On this visit',
    }),
  );
  await sheet.getByRole('button', { name: 'Close' }).first().tap();
  await sheet.waitFor({ state: 'hidden' });
  times['all-present'].push(
    await tapTimes(phone, keeper.button('The other 2 are present'), {
      selector: 'h1',
      words: `Room ${codeAt(index + 1)}`,
    }),
  );
  await keeper.toList();
}
