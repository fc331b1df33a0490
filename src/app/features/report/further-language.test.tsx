// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { atTheReport, CONSENT } from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import type { SomeDocument } from '../../../../tests/support/show-screen.tsx';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import type { Id } from '../../../domain/id.ts';
import { DRAFT_VERSIONS, type ExtraLanguage } from '../../../domain/report-languages.ts';
import { chooseExtra } from './extra-language.ts';

afterEach(() => chooseExtra(null));

const rules = (version: string, ...codes: ExtraLanguage[]): SomeDocument => ({
  kind: 'policy',
  id: idOf('w', 1),
  body: {
    ...DEFAULT_POLICY,
    languages: codes.map((code) => ({ code, version, by: '李明', on: '2026-11-22' })),
  },
});
const agreed = (...documents: SomeDocument[]) => ({
  facts: (me: { personId: Id }) => [CONSENT(me.personId)],
  documents,
});
const CURRENT = DRAFT_VERSIONS.fr;

test.for([
  ['without a confirmed language', []],
  ['where another draft was confirmed', [rules('of-before', 'fr', 'ar', 'ru')]],
] as const)('%s there are Chinese and English alone', async ([, documents]) => {
  const { screen } = await atTheReport(agreed(...documents));

  expect(screen.has('field', 'Language')).toBe(false);
  screen.get('button', '中文');
});

test('a confirmed language is offered, said on every screen, kept, and its report is the same', async () => {
  const report = await atTheReport(agreed(rules(CURRENT, 'fr')));
  const { screen } = report;
  const options = [...screen.page.querySelectorAll('select option')];
  expect(options.map(({ textContent }) => textContent)).toEqual(['中文', 'English', 'Français']);

  await screen.choose('Language', 'fr');
  await screen.until(() => expect(screen.text()).toContain('Déclarations de santé'));
  expect(screen.text()).toContain('Matin, lun. 8 juin');
  expect(screen.page.querySelector('[lang="fr"][dir="ltr"]')).not.toBeNull();

  report.restart();
  await report.screen.until(() => report.screen.get('button', 'Déclarer maintenant'));
  await report.screen.tap('Déclarer maintenant');
  await report.type('379');
  await report.screen.tap('Toux sèche');
  await report.screen.tap('Suivant : 1 choisi');
  await report.screen.tap('Sur le campus');
  await report.screen.tap('Envoyer');
  await report.kept('self-report', 1);
  expect(report.bodiesOf('self-report')[0]).toMatchObject({ symptoms: ['dry_cough'] });
  await report.screen.until(() =>
    expect(report.screen.text()).toContain('Vous avez indiqué des symptômes : Toux sèche.'),
  );

  await report.screen.choose('Langue', 'en');
  await report.screen.until(() => expect(report.screen.text()).toContain('Health reports'));
  expect(report.screen.page.querySelector('[lang="fr"][dir]')).toBeNull();
});

test('Arabic runs from right to left, in the middle of a report too, and loses nothing', async () => {
  const report = await atTheReport(agreed(rules(CURRENT, 'ar', 'ru')));
  const { screen } = report;
  await screen.tap('Report now');
  await report.type('36');

  await screen.choose('Language', 'ar');

  await screen.until(() => expect(screen.text()).toContain('السؤال 1 من 4'));
  expect(screen.page.querySelector('[lang="ar"][dir="rtl"] main')).not.toBeNull();
  await report.type('5');
  await screen.tap('لا شيء من ذلك');
  await screen.tap('في الحرم الجامعي');
  await screen.tap('إرسال');
  await report.kept('self-report', 1);
  expect(report.bodiesOf('self-report')[0]).toMatchObject({ reading: { tempC: 36.5 } });
});

test('a language that the rules no longer confirm is not shown, whatever was chosen', async () => {
  await chooseExtra('ru');
  const { screen } = await atTheReport(agreed());

  await screen.until(() => expect(screen.text()).toContain('Health reports'));
  expect(screen.text()).not.toContain('Сообщения о здоровье');
});
