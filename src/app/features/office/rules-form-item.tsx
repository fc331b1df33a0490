import down from 'lucide-static/icons/arrow-down.svg?raw';
import up from 'lucide-static/icons/arrow-up.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { JSX } from 'preact';
import { NAME_MAX } from '../../../domain/hygiene-form.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import type { ItemDraft } from './rules-hygiene.ts';
import styles from './rules-hygiene.module.css';
import officeStyles from './office.module.css';

interface Props {
  item: ItemDraft;
  number: number;
  isLast: boolean;
  isLocked: boolean;
  /** `words.zh`, `points` … */
  isWrong: (spot: string) => boolean;
  onItem: (item: ItemDraft) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One line of an inspection form: its words, what it costs, and whether it is of the room or of each bed. */
export function FormItemFields(props: Props): JSX.Element {
  const { item, number, isWrong, onItem } = props;
  return (
    <fieldset class={styles.item}>
      <legend>
        {t('rules.forms.item', { number })}{' '}
        <span class={officeStyles.soft}>{item.words[language.value]}</span>
      </legend>
      <div class={styles.pair}>
        {(['zh', 'en'] as const).map((lang) => (
          <Field
            key={lang}
            label={t.both(`rules.forms.words.${lang}`)}
            error={isWrong(`words.${lang}`) ? t.both('rules.forms.wrongWords') : null}
          >
            <input
              autocomplete="off"
              maxLength={NAME_MAX}
              value={item.words[lang]}
              aria-invalid={isWrong(`words.${lang}`)}
              onInput={({ currentTarget: { value } }) =>
                onItem({ ...item, words: { ...item.words, [lang]: value } })
              }
            />
          </Field>
        ))}
        <Field label={t.both('rules.forms.part')}>
          <select
            value={item.part}
            onChange={({ currentTarget: { value } }) =>
              onItem({ ...item, part: value === 'personal' ? 'personal' : 'shared' })
            }
          >
            <option value="shared">{t('rules.forms.shared')}</option>
            <option value="personal">{t('rules.forms.personal')}</option>
          </select>
        </Field>
        <Field label={t.both('rules.forms.kind')}>
          <select
            value={item.isScored ? 'scored' : 'passed'}
            onChange={({ currentTarget: { value } }) =>
              onItem({ ...item, isScored: value === 'scored' })
            }
          >
            <option value="scored">{t('rules.forms.scored')}</option>
            <option value="passed">{t('rules.forms.passed')}</option>
          </select>
        </Field>
        {item.isScored && <PointsFields {...props} />}
      </div>
      {!props.isLocked && <Deeds {...props} />}
    </fieldset>
  );
}

function PointsFields({ item, isWrong, onItem }: Props): JSX.Element {
  return (
    <>
      {(['points', 'step'] as const).map((field) => (
        <Field
          key={field}
          label={t.both(`rules.forms.${field}`)}
          error={isWrong(field) ? t.both(`rules.forms.wrong.${field}`) : null}
        >
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            value={item[field]}
            aria-invalid={isWrong(field)}
            onInput={({ currentTarget: { value } }) => onItem({ ...item, [field]: value })}
          />
        </Field>
      ))}
    </>
  );
}

function Deeds({ number, isLast, onMove, onRemove }: Props): JSX.Element {
  return (
    <div class={officeStyles.row}>
      <Button
        icon={up}
        label={t('rules.forms.up', { number })}
        disabled={number === 1}
        onClick={() => onMove(-1)}
      />
      <Button
        icon={down}
        label={t('rules.forms.down', { number })}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
      <Button icon={trash} label={t('rules.forms.remove', { number })} onClick={onRemove} />
    </div>
  );
}
