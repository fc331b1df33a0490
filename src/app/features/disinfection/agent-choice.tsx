import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import type { JSX } from 'preact';
import type { Agent } from '../../../domain/disinfection.ts';
import { disinfectionRulesOf } from '../../../domain/default-disinfection.ts';
import { Banner } from '../../ui/banner.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { AGENTS, OBJECTS } from './choices.ts';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { presetsFor, recipeFor, type StartDraft, type StartForm } from './start-draft.ts';
import styles from './sheet.module.css';

/** What is disinfected and with what. Whoever chooses an agent reads there and then how not to be harmed. */
export function AgentChoice({ form, draft }: { form: StartForm; draft: StartDraft }): JSX.Element {
  const duty = useDuty();
  const choose = (parts: Partial<StartDraft>): void =>
    form.change({ ...parts, ...presetsFor(duty, { ...draft, ...parts }) });
  const { recipes } = disinfectionRulesOf(duty.app.policy());
  const listed = new Set(recipes.map(({ object }) => object));
  return (
    <>
      <Field label={t.both('object')}>
        <select
          value={draft.object}
          onChange={(event) => {
            const object = OBJECTS.find((one) => one === event.currentTarget.value);
            const recipe = recipes.find((one) => one.object === object);
            if (object === undefined) return;
            const isKnown = recipes.some(
              (one) => one.object === object && one.agent === draft.agent,
            );
            choose({ object, agent: isKnown ? draft.agent : (recipe?.agent ?? draft.agent) });
          }}
        >
          {OBJECTS.filter((one) => listed.has(one)).map((one) => (
            <option key={one} value={one}>
              {t(`object.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('agent')}>
        <select
          value={draft.agent}
          onChange={(event) => {
            const agent = AGENTS.find((one) => one === event.currentTarget.value);
            if (agent !== undefined) choose({ agent });
          }}
        >
          {AGENTS.map((one) => (
            <option key={one} value={one}>
              {t(`agent.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <SafetyText agent={draft.agent} />
      <Advice draft={draft} />
      <Field label={t.both('product')} hint={t.both('product.hint')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.product}
          onInput={(event) => form.change({ product: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** The agents with a warning of their own; the others point to their label. */
const OWN_WARNING: ReadonlySet<Agent> = new Set(['chlorine', 'ethanol', 'quats']);

function SafetyText({ agent }: { agent: Agent }): JSX.Element {
  const key = OWN_WARNING.has(agent) ? (agent as 'chlorine' | 'ethanol' | 'quats') : 'label';
  return (
    <Banner tone="danger" icon={triangleAlert} role="status">
      <p class={styles.never}>
        <Text of={t.both(`safety.never.${key}`)} />
      </p>
      <p>
        <Text of={t.both(`safety.${key}`)} />
      </p>
      <p>
        <Text of={t.both('safety.common')} />
      </p>
    </Banner>
  );
}

/** What the rules say for this object and agent. */
function Advice({ draft }: { draft: StartDraft }): JSX.Element | null {
  const recipe = recipeFor(useDuty(), draft);
  if (recipe === null)
    return (
      <p class={styles.soft}>
        <Text of={t.both('recipe.none')} />
      </p>
    );
  const { mgPerL } = recipe;
  if (mgPerL === null) return null;
  const { min, max } = mgPerL;
  return (
    <p class={styles.soft}>
      <Text
        of={min === max ? t.both('recipe.one', { max }) : t.both('recipe.range', { min, max })}
      />
    </p>
  );
}
