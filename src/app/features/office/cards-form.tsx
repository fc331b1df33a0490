import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  CARD_DAYS,
  CardsFor,
  type CardPlan,
  type PeopleSelection,
} from '../../../protocol/office-enrolment.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import styles from './office.module.css';
import { ProblemNote } from './problem-note.tsx';
import { t } from './cards-strings.ts';
import type { CardOrder } from './use-making-cards.ts';

/** For whom of the selection, and for how long: then it says how many that are, and asks. */
export function MakeForm(props: {
  selection: PeopleSelection;
  onOrder: (order: CardOrder) => void;
}): JSX.Element {
  const { selection, onOrder } = props;
  const { api } = useOffice();
  const looking = useDoing();
  const [cardsFor, setCardsFor] = useState<CardsFor>('none');
  const [days, setDays] = useState(String(CARD_DAYS.usual));
  const [plan, setPlan] = useState<CardPlan | null>(null);

  async function look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setPlan(await looking.run(() => api.planCards({ ...selection, cardsFor })));
  }
  function order(of: CardPlan): void {
    setPlan(null);
    const endsPhones = cardsFor === 'all';
    onOrder({ personIds: of.personIds, validDays: Number(days), endsPhones });
  }

  return (
    <form class={styles.card} onSubmit={(event) => void look(event)}>
      <h2>{t('make.title')}</h2>
      <ForWhom cardsFor={cardsFor} onCardsFor={setCardsFor} />
      <Field label={t.both('make.days')} hint={t.both('make.daysHint')}>
        <input
          type="number"
          min={1}
          max={CARD_DAYS.most}
          required
          value={days}
          onInput={(event) => setDays(event.currentTarget.value)}
        />
      </Field>
      <ProblemNote of={looking.problem} />
      {plan !== null && plan.personIds.length === 0 && <p role="status">{t('make.nobody')}</p>}
      <div class={styles.row}>
        <Button kind="primary" type="submit" disabled={looking.isBusy}>
          {t('make.look')}
        </Button>
      </div>
      {plan !== null && plan.personIds.length > 0 && (
        <ConfirmDialog
          open
          title={t('make.sure', { count: plan.personIds.length })}
          action={t('make.go')}
          doing={looking}
          onConfirm={() => order(plan)}
          onClose={() => setPlan(null)}
        >
          {plan.enrolled > 0 && <p>{t('make.ends', { count: plan.enrolled })}</p>}
          <p>{t('make.once')}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}

function ForWhom(props: {
  cardsFor: CardsFor;
  onCardsFor: (cardsFor: CardsFor) => void;
}): JSX.Element {
  return (
    <fieldset class={styles.list}>
      <legend>{t('make.for')}</legend>
      {CardsFor.options.map((one) => (
        <label key={one} class={styles.check}>
          <input
            type="radio"
            name="cards-for"
            checked={one === props.cardsFor}
            onChange={() => props.onCardsFor(one)}
          />
          {t(`make.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
