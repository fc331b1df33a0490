import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FactBody } from '../../../domain/fact.ts';
import type { Directory } from '../../../domain/person.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

type Channel = FactBody<'contact-log'>['channel'];

/** Of whom a talk is told of here: who is away has the daily contact. */
const CHANNELS = ['in_person', 'phone', 'wechat'] as const satisfies readonly Channel[];

/** A talk with somebody who is ill, for the contact log. A second tap says how: one made by mistake tells nothing. */
export function Reached({ person }: { person: Pick<Directory, 'id' | 'name'> }): JSX.Element {
  const duty = useDuty();
  const isAsked = useSignal(false);
  const { id: personId, name } = person;
  if (!isAsked.value)
    return (
      <Button label={`${t('reached')}: ${name}`} onClick={() => (isAsked.value = true)}>
        <Text of={t.both('reached')} />
      </Button>
    );
  const record = (channel: Channel): void => {
    const answers = { health: null, note: null, nextOn: null };
    void duty.record('contact-log', { personId, channel, isReached: true, ...answers });
  };
  return (
    <>
      <p>
        <Text of={t.both('reached.how', { name })} />
      </p>
      <div class={styles.pair}>
        {CHANNELS.map((channel) => (
          <Button key={channel} onClick={() => record(channel)}>
            <Text of={t.both(`reached.${channel}`)} />
          </Button>
        ))}
        <Button kind="quiet" onClick={() => (isAsked.value = false)}>
          <Text of={t.both('reached.not')} />
        </Button>
      </div>
    </>
  );
}
