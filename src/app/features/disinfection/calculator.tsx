import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import { strengthOf, mixtureOf, type Dilution } from '../../../domain/dilution.ts';
import { Banner } from '../../ui/banner.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import type { StartDraft, StartForm } from './start-draft.ts';
import { mixingOf, type Mixing, type StartProblem } from './start-reading.ts';
import styles from './sheet.module.css';

interface CalculatorProps {
  form: StartForm;
  draft: StartDraft;
  problems: ReadonlySet<StartProblem>;
}

const FORMS = ['liquid', 'powder', 'tablet'] as const;

/** From the label and what is wanted to what is measured out, with the sum behind it. */
export function Calculator(props: CalculatorProps): JSX.Element {
  const { form, draft, problems } = props;
  const mixing = mixingOf(useDuty(), draft);
  return (
    <fieldset class={styles.group}>
      <legend>{t('mix.title')}</legend>
      <SegmentedChoice
        legend={t.both('mix.form')}
        value={draft.form}
        options={FORMS.map((value) => ({ value, label: t.both(`mix.form.${value}`) }))}
        onChange={(next) => form.change({ form: next })}
      />
      <div class={styles.pair}>
        {draft.form !== 'tablet' && (
          <NumberField
            {...props}
            field="percent"
            wrong={wrongIn(problems, 'label') ?? wrongIn(problems, 'too-weak')}
          />
        )}
        {draft.form === 'powder' && (
          <NumberField {...props} field="packetG" wrong={wrongIn(problems, 'label')} />
        )}
        {draft.form === 'tablet' && (
          <NumberField {...props} field="tabletMg" wrong={wrongIn(problems, 'label')} />
        )}
        <Field label={t.both('mix.openedOn')}>
          <input
            type="date"
            value={draft.openedOn}
            onInput={(event) => form.change({ openedOn: event.currentTarget.value })}
          />
        </Field>
        <NumberField {...props} field="target" wrong={wrongIn(problems, 'target')} />
        <NumberField
          {...props}
          field="litres"
          wrong={wrongIn(problems, 'litres') ?? wrongIn(problems, 'too-little')}
        />
      </div>
      {mixing === null ? (
        <p class={styles.soft}>
          <Text of={t.both('mix.fill')} />
        </p>
      ) : (
        <Result mixing={mixing} />
      )}
    </fieldset>
  );
}

function NumberField(
  props: CalculatorProps & {
    field: 'percent' | 'packetG' | 'tabletMg' | 'target' | 'litres';
    wrong: Spoken | null;
  },
): JSX.Element {
  const { form, draft, field, wrong } = props;
  return (
    <Field label={t.both(`mix.${field}`)} error={wrong}>
      <input
        inputMode="decimal"
        autocomplete="off"
        aria-invalid={wrong !== null}
        value={draft[field]}
        onInput={(event) => form.change({ [field]: event.currentTarget.value })}
      />
    </Field>
  );
}

function wrongIn(
  problems: ReadonlySet<StartProblem>,
  problem: 'label' | 'target' | 'litres' | 'too-weak' | 'too-little',
): Spoken | null {
  if (!problems.has(problem)) return null;
  if (problem === 'too-weak') return t.both('warning.stock-too-weak');
  return t.both(problem === 'too-little' ? 'warning.too-little' : 'mix.wrong');
}

function Result({ mixing }: { mixing: Mixing }): JSX.Element {
  const { dilution, warnings } = mixing;
  return (
    <>
      <output class={styles.result}>
        {dilution !== null && (
          <>
            <Amounts dilution={dilution} />
            <span class={styles.formula}>{formulaOf(mixing, dilution)}</span>
          </>
        )}
      </output>
      {warnings.map((warning) => (
        <Banner key={warning} tone="waiting" icon={circleAlert} role="status">
          <Text of={t.both(`warning.${warning}`)} />
        </Banner>
      ))}
    </>
  );
}

function Amounts({ dilution }: { dilution: Dilution }): JSX.Element {
  const water = t.both('mix.water', { ml: figure(dilution.waterMl) });
  return (
    <>
      <Big of={stockWords(dilution)} />
      <Big of={water}>+ </Big>
    </>
  );
}

function stockWords(dilution: Dilution): Spoken {
  switch (dilution.form) {
    case 'liquid':
      return t.both('mix.stock', { ml: figure(dilution.stockMl) });
    case 'powder':
      return t.both('mix.packets', { count: dilution.packets });
    case 'tablet':
      return t.both('mix.tablets', { count: dilution.tablets });
  }
}

function Big({ of, children }: { of: Spoken; children?: ComponentChildren }): JSX.Element {
  return (
    <strong class={styles.amount}>
      {children}
      <Text of={of} inline />
    </strong>
  );
}

/** "5000 mL × 500 ÷ 50000 = 50 mL (1 : 99)". */
function formulaOf({ product, targetMgPerL }: Mixing, dilution: Dilution): string {
  const target = figure(targetMgPerL);
  if (dilution.form === 'liquid' && product.form === 'liquid') {
    const { finalMl, stockMl, waterParts } = dilution;
    const stock = figure(product.stockMgPerL);
    return `${figure(finalMl)} mL × ${target} ÷ ${stock} = ${figure(stockMl)} mL (1 : ${figure(waterParts)})`;
  }
  const made = figure(Math.round(strengthOf(mixtureOf(product, dilution, null))));
  const pieces = dilution.form === 'powder' ? dilution.packets : piecesOf(dilution);
  const eachMg = product.form === 'tablet' ? product.tabletMg : packetMgOf(dilution);
  return `${pieces} × ${figure(eachMg)} mg ÷ ${figure(dilution.waterMl / 1000)} L = ${made} mg/L`;
}

const piecesOf = (dilution: Dilution): number =>
  dilution.form === 'tablet' ? dilution.tablets : 0;
const packetMgOf = (dilution: Dilution): number =>
  dilution.form === 'powder' ? dilution.packetMg : 0;

const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });
