import copy from 'lucide-static/icons/copy.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import { v7 } from 'uuid';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { NAME_MAX } from '../../../domain/hygiene-form.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';
import { t } from './office-strings.ts';
import { FormItemFields } from './rules-form-item.tsx';
import { formField, fullMarkOf, newItem, type FormDraft, type ItemDraft } from './rules-hygiene.ts';
import type { RuleSpot } from './rules-text.ts';
import styles from './rules-hygiene.module.css';
import officeStyles from './office.module.css';

interface Props {
  id: string;
  draft: FormDraft;
  wrong: ReadonlySet<RuleSpot>;
  isInUse: boolean;
  /** Made here a moment ago: it opens, and its name is there to be typed over. */
  isNewestCopy: boolean;
  isLocked: boolean;
  state: 'saved' | 'changed' | 'new';
  onDraft: (draft: FormDraft) => void;
  onCopy: () => void;
  onPutBack: () => void;
}

/** One inspection form: what it is called, when it is passed, and its items. It opens where something is wrong. */
export function RulesFormDetails(props: Props): JSX.Element {
  const { id, draft, wrong, isNewestCopy, isLocked, state } = props;
  const [isOpen, setOpen] = useState(isNewestCopy);
  const isWrong = [...wrong].some((spot) => spot.startsWith(`${formField(id)}.`));
  if (isWrong && !isOpen) setOpen(true);
  return (
    <details class={styles.details} open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {draft.title[language.value]}
        <span class={styles.about}>{aboutForm(draft)}</span>
        {props.isInUse && <span class={officeStyles.tag}>{t('rules.forms.inUse')}</span>}
        {state !== 'saved' && (
          <span class={classes(officeStyles.tag, officeStyles.tagWaiting)}>
            {t(`rules.forms.${state}`)}
          </span>
        )}
      </summary>
      {isOpen && (
        <div class={styles.form}>
          <Head {...props} />
          <Items {...props} />
          {!isLocked && (
            <div class={officeStyles.row}>
              <Button icon={copy} onClick={props.onCopy}>
                {t('rules.forms.copy')}
              </Button>
              {state !== 'saved' && (
                <Button icon={undo} onClick={props.onPutBack}>
                  {t(state === 'new' ? 'rules.forms.dropCopy' : 'rules.forms.putBack')}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
    </details>
  );
}

/** "10 items · 100 points, passes from 60" */
export function aboutForm(draft: FormDraft): string {
  const { items, passMark } = draft;
  const marks = items.some(({ isScored }) => isScored)
    ? t('rules.forms.marks', { full: fullMarkOf(draft), passMark })
    : t('rules.forms.noMarks');
  return `${t('rules.forms.count', { count: items.length })} · ${marks}`;
}

function Head({ id, draft, wrong, isNewestCopy, onDraft }: Props): JSX.Element {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNewestCopy) first.current?.select();
  }, []);
  const full = fullMarkOf(draft);
  const isWrong = (spot: string): boolean => wrong.has(`${formField(id)}.${spot}`);
  return (
    <div class={styles.pair}>
      {(['zh', 'en'] as const).map((lang) => (
        <Field
          key={lang}
          label={t.both(`rules.forms.title.${lang}`)}
          error={isWrong(`title.${lang}`) ? t.both('rules.forms.wrongWords') : null}
        >
          <input
            ref={lang === language.peek() ? first : null}
            autocomplete="off"
            maxLength={NAME_MAX}
            value={draft.title[lang]}
            aria-invalid={isWrong(`title.${lang}`)}
            onInput={({ currentTarget: { value } }) =>
              onDraft({ ...draft, title: { ...draft.title, [lang]: value } })
            }
          />
        </Field>
      ))}
      {draft.items.some(({ isScored }) => isScored) && (
        <Field
          label={t.both('rules.forms.passMark')}
          hint={t.both('rules.forms.fullMark', { full })}
          error={isWrong('passMark') ? t.both('rules.forms.wrongPassMark', { full }) : null}
        >
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={full}
            value={draft.passMark}
            aria-invalid={isWrong('passMark')}
            onInput={({ currentTarget: { value } }) => onDraft({ ...draft, passMark: value })}
          />
        </Field>
      )}
    </div>
  );
}

function Items({ id, draft, wrong, isLocked, onDraft }: Props): JSX.Element {
  const { items } = draft;
  const isWrong = (spot: string): boolean => wrong.has(`${formField(id)}.${spot}`);
  const put = (next: readonly ItemDraft[]): void => onDraft({ ...draft, items: next });
  return (
    <>
      {items.map((item, place) => (
        <FormItemFields
          key={item.id}
          item={item}
          number={place + 1}
          isLast={place === items.length - 1}
          isLocked={isLocked}
          isWrong={(spot) => isWrong(`items.${place}.${spot}`)}
          onItem={(next) => put(items.map((one) => (one === item ? next : one)))}
          onMove={(by) => put(moved(items, { from: place, to: place + by }))}
          onRemove={() => put(items.filter((one) => one !== item))}
        />
      ))}
      {isWrong('items') && (
        <p class={styles.wrong} role="alert">
          {t('rules.forms.wrongItems')}
        </p>
      )}
      {!isLocked && (
        <div>
          <Button icon={plus} onClick={() => put([...items, newItem(v7())])}>
            {t('rules.forms.add')}
          </Button>
        </div>
      )}
    </>
  );
}

function moved(
  items: readonly ItemDraft[],
  { from, to }: { from: number; to: number },
): readonly ItemDraft[] {
  const others = items.filter((_, place) => place !== from);
  return [...others.slice(0, to), ...items.slice(from, from + 1), ...others.slice(to)];
}
