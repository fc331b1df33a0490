// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { DEFAULT_HYGIENE } from '../../../domain/default-hygiene.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import type { HygienePolicy, PolicyPack } from '../../../domain/policy.ts';
import type { Role } from '../../../domain/role.ts';
import { setLanguage } from '../../strings.ts';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
} from './office-desk.test.support.tsx';

const [HUNDRED, TWENTY, CHECKLIST] = DEFAULT_HYGIENE.forms;

function openForms({ role = 'office_admin' }: { role?: Role } = {}) {
  const policy = DEFAULT_POLICY;
  const server = startFakeServer();
  answerSignedIn(server);
  const assignment = { id: idOf(26), accountId: ME.account.id, role, to: null };
  server.answers('me', {
    ...ME,
    assignments: [{ ...assignment, from: '2020-01-01T00:00:00.000Z', post: { kind: 'campus' } }],
  });
  server.answers('policy', { version: 3, policy });
  server.answers('changePolicy', { version: 4, policy });
  const desk = openDesk('/office/rules', server);
  const at = (root: ParentNode, selector: string, words: string | RegExp): HTMLElement => {
    const found = [...root.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) =>
      typeof words === 'string' ? textContent.includes(words) : words.test(textContent),
    );
    if (!found) throw new Error(`no ${selector} ${String(words)} in ${root.textContent}`);
    return found;
  };
  const form = (title: string) => at(desk.page, 'details', title);
  const item = (title: string, number: number) =>
    at(form(title), 'fieldset', new RegExp(`^Item ${number} `));
  return {
    server,
    desk,
    form,
    item,
    open: async (title: string) => {
      await desk.sees(title);
      at(form(title), 'summary', title).click();
      await vi.waitFor(() => at(form(title), 'button', 'Add an item'));
    },
    press: async (root: () => ParentNode, button: string | RegExp) => {
      const isIt = (one: HTMLButtonElement) =>
        new RegExp(button).test(one.getAttribute('aria-label') ?? one.textContent);
      const found = [...root().querySelectorAll('button')].find(isIt);
      if (!found) throw new Error(`no button ${String(button)}`);
      found.click();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    type: async (root: () => ParentNode, label: string, text: string) => {
      const field = at(root(), 'label', label).querySelector<HTMLInputElement>('input, select');
      if (!field) throw new Error(`no field ${label}`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    saved: async (): Promise<HygienePolicy | undefined> => {
      await desk.submit('Save');
      await desk.sees('Phones take the rules over at their next contact');
      return (server.lastBody('changePolicy') as PolicyPack).hygiene;
    },
  };
}

test('a renamed item and other points make a new version, beside the one before it', async () => {
  const { open, item, type, saved, form, desk } = openForms();
  await open('100-point hygiene form');
  await type(() => item('100-point', 1), 'In English', 'Floor, washroom and balcony');
  await type(() => item('100-point', 2), 'Costs at most', '15');
  await type(() => item('100-point', 2), 'One tap takes off', '3');
  await desk.sees('The full mark is 105');
  expect(form('100-point').textContent).toContain('changed, not saved yet');

  const hygiene = await saved();

  const [first, second, ...others] = HUNDRED?.items ?? [];
  expect(hygiene).toEqual({
    ...DEFAULT_HYGIENE,
    forms: [
      HUNDRED,
      TWENTY,
      CHECKLIST,
      {
        ...HUNDRED,
        version: 2,
        items: [
          { ...first, words: { zh: first?.words.zh, en: 'Floor, washroom and balcony' } },
          { ...second, points: 15, step: 3 },
          ...others,
        ],
      },
    ],
  });
});

test('a copy stands beside its form, opens with its name, and can be the one in use', async () => {
  const { desk, open, press, form, type, saved } = openForms();
  await open('Pass/fail hygiene checklist');
  await press(() => form('Pass/fail'), 'Copy this form');
  await desk.sees('Pass/fail hygiene checklist (copy)');
  await type(() => form('(copy)'), 'Name in English', 'Our own list');
  await type(() => form('Our own list'), 'Name in Chinese', '本校检查表');
  await press(() => form('Our own list'), /^Remove item 1$/);
  const made = [...desk.page.querySelectorAll('option')].find(
    ({ textContent }) => textContent === 'Our own list',
  );
  await desk.type('Form in use', made?.value ?? '');

  const hygiene = await saved();

  const copy = hygiene?.forms.at(-1);
  expect(hygiene?.forms.slice(0, -1)).toEqual(DEFAULT_HYGIENE.forms);
  expect(copy).toEqual({
    ...CHECKLIST,
    id: made?.value,
    version: 1,
    title: { zh: '本校检查表', en: 'Our own list' },
    items: CHECKLIST?.items.slice(1),
  });
  expect(hygiene?.formInUse).toBe(copy?.id);
});

test('an item that is added is saved in its place, with points or passed and failed, of the room or of each bed', async () => {
  const { open, press, form, item, type, saved } = openForms();
  await open('20-point');
  await press(() => form('20-point'), 'Add an item');
  const last = (TWENTY?.items.length ?? 0) + 1;
  await type(() => item('20-point', last), 'In Chinese', '阳台');
  await type(() => item('20-point', last), 'In English', 'Balcony');
  await type(() => item('20-point', last), 'Looked at', 'personal');
  await press(() => form('20-point'), 'Add an item');
  await type(() => item('20-point', last + 1), 'In Chinese', '灭火器');
  await type(() => item('20-point', last + 1), 'In English', 'Extinguisher');
  await type(() => item('20-point', last + 1), 'Marked by', 'passed');
  await press(() => item('20-point', last + 1), /up$/);

  const hygiene = await saved();

  const added = hygiene?.forms.at(-1)?.items.slice(-2);
  expect(added).toMatchObject([
    { words: { zh: '灭火器', en: 'Extinguisher' }, points: null, step: null, part: 'shared' },
    { words: { zh: '阳台', en: 'Balcony' }, points: 10, step: 5, part: 'personal' },
  ]);
});

test('what is wrong is told at its place, in a form that was closed too, and nothing typed is lost', async () => {
  const { desk, server, open, press, form, item, type } = openForms();
  await open('20-point');
  await type(() => item('20-point', 1), 'One tap takes off', '6');
  await type(() => item('20-point', 2), 'In Chinese', '  ');
  await type(() => item('20-point', 3), 'Costs at most', '2.5');
  form('20-point').querySelector('summary')?.click();
  await vi.waitFor(() => expect(form('20-point').querySelector('fieldset')).toBeNull());

  await desk.submit('Save');

  await desk.sees('Some fields need another look');
  expect(item('20-point', 2).textContent).toContain('Fill this in, with at most 100 characters.');
  expect(item('20-point', 3).textContent).toContain('A whole number from 1 to 100.');
  await type(() => item('20-point', 2), 'In Chinese', '物品');
  await type(() => item('20-point', 3), 'Costs at most', '2');
  await desk.submit('Save');
  await desk.sees('A whole number from 1 to what the item costs at most.');
  await type(() => item('20-point', 1), 'One tap takes off', '5');
  await type(() => form('20-point'), 'Passes from', '19');
  await desk.submit('Save');
  await desk.sees('A whole number from 0 to 18.');
  for (const _ of TWENTY?.items ?? []) await press(() => form('20-point'), /^Remove item 1$/);
  await desk.submit('Save');
  await desk.sees('A form has at least one item');
  expect(server.asked.filter(({ method }) => method === 'PUT')).toEqual([]);
});

test('a form put back as it was saved, and a copy that is removed, change nothing', async () => {
  const { desk, open, press, form, item, type, saved } = openForms();
  await open('100-point');
  await type(() => item('100-point', 1), 'In English', 'Something else');
  await press(() => form('100-point'), 'Copy this form');
  await press(() => form('(copy)'), 'Remove this copy');
  expect(desk.text()).not.toContain('(copy)');
  await press(() => form('100-point'), 'Back to how it was saved');
  await desk.type('Undo for', '12');

  expect(await saved()).toBeUndefined();
});

test('a form that somebody else has changed too is shown with both contents, and becomes the version after theirs', async () => {
  const { desk, server, open, item, type } = openForms();
  await open('20-point');
  await type(() => item('20-point', 1), 'In English', 'Overall look');
  const theirForm = { ...TWENTY, version: 2, title: { zh: '新表', en: 'Their form' } };
  const theirs = {
    ...DEFAULT_POLICY,
    hygiene: { ...DEFAULT_HYGIENE, forms: [...DEFAULT_HYGIENE.forms, theirForm] },
  };
  server.refuses('changePolicy', 'precondition-failed', {
    version: 7,
    theirs,
    yours: DEFAULT_POLICY,
    fields: ['hygiene'],
  });
  await desk.submit('Save');
  await desk.sees('Inspection form');
  await desk.sees('Their form · 9 items · 20 points, passes from 13: Overall 5, ');
  server.answers('changePolicy', { version: 8, policy: DEFAULT_POLICY });

  await desk.tap('Save what is chosen');

  await desk.sees('Phones take the rules over at their next contact');
  const { hygiene } = server.lastBody('changePolicy') as PolicyPack;
  expect(hygiene?.forms.map(({ id, version }) => `${id} ${version}`)).toEqual([
    'hundred 1',
    'twenty 1',
    'checklist 1',
    'twenty 2',
    'twenty 3',
  ]);
  expect(hygiene?.forms[3]).toEqual(theirForm);
  expect(hygiene?.forms[4]?.items[0]?.words.en).toBe('Overall look');
});

test('an auditor reads the items of a form and has no button to change them', async () => {
  const { desk, form } = openForms({ role: 'auditor' });
  await desk.sees('20-point');

  form('20-point').querySelector('summary')?.click();

  await vi.waitFor(() => expect(form('20-point').querySelectorAll('fieldset')).toHaveLength(9));
  expect(form('20-point').querySelectorAll('button')).toHaveLength(0);
});

test('the editor speaks Chinese too', async () => {
  const { desk } = openForms();
  await desk.sees('20-point hygiene form');

  setLanguage('zh');

  await desk.sees('百分制宿舍卫生检查表');
  await desk.sees('10 项 · 满分 100，60 分及格');
  await desk.sees('改动的检查表保存为新版本');
});
