import type { JSX } from 'preact';
import type { FormItem } from '../../../domain/hygiene-form.ts';
import { spokenWords } from '../../duty/policy-words.ts';
import { Text } from '../../ui/text.tsx';
import type { HygieneParts } from './hygiene-sheet.tsx';
import { t } from './hygiene-strings.ts';
import { formOf, inspectionNow } from './hygiene-visit.ts';
import styles from './hygiene.module.css';

/** Every item of the form in use: a tap says that something is wrong there. */
export function FormItems({ duty, visit, form }: HygieneParts): JSX.Element {
  const { title, items } = formOf(duty);
  const { findings } = inspectionNow(duty, visit);
  const partOf = (part: FormItem['part']) => items.filter((item) => item.part === part);
  const lostAt = ({ id }: FormItem) => findings.filter(({ finding }) => finding.itemId === id);

  const list = (part: FormItem['part'], legend: 'shared' | 'personal') =>
    partOf(part).length > 0 && (
      <ul class={styles.items} aria-label={t(legend)}>
        {partOf(part).map((item) => (
          <li key={item.id}>
            <button type="button" class={styles.item} onClick={() => form.find(item, visit)}>
              <span class={styles.words}>
                <Text of={spokenWords(item.words)} />
              </span>{' '}
              <span class={styles.points}>{stateWords(item, lostAt(item))}</span>
            </button>
          </li>
        ))}
      </ul>
    );

  return (
    <section class={styles.section}>
      <h3>
        <Text of={spokenWords(title)} />
      </h3>
      <p class={styles.soft}>
        <Text of={t.both('tapWhatIsWrong')} />
      </p>
      {list('shared', 'shared')}
      {partOf('personal').length > 0 && (
        <h3>
          <Text of={t.both('personal')} />
        </h3>
      )}
      {list('personal', 'personal')}
    </section>
  );
}

function stateWords(
  { points }: FormItem,
  found: readonly { finding: { points: number } }[],
): string {
  if (points === null) return found.length === 0 ? t('inOrder') : t('notInOrder');
  const lost = found.reduce((sum, { finding }) => sum + finding.points, 0);
  return lost === 0 ? t('worth', { points }) : t('lost', { lost, points });
}
