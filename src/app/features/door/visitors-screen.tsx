import logOut from 'lucide-static/icons/log-out.svg?raw';
import userPlus from 'lucide-static/icons/user-round-plus.svg?raw';
import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { timeOf } from '../../duty/campus-time.ts';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import type { Loop } from './loop.ts';
import { visitorsHere, type VisitorHere } from './visitors-here.ts';
import styles from './visitors-screen.module.css';

/** Those who do not live here: who is inside now, and who was here before. */
export function VisitorsScreen(props: { loop: Loop; onMeasure: () => void }): JSX.Element {
  const { loop, onMeasure } = props;
  const duty = useDuty();
  const visitors = useComputed(() => visitorsHere(duty));
  const inside = visitors.value.filter(({ isInside }) => isInside);
  const past = visitors.value.filter(({ isInside }) => !isInside);
  const again = ({ visitorId }: VisitorHere): void => {
    loop.pick({ kind: 'visitor', visitorId });
    onMeasure();
  };
  return (
    <main class={styles.screen}>
      <h1>
        <Text of={t.both('visitor.inside')} /> ({inside.length})
      </h1>
      <Button
        kind="primary"
        icon={userPlus}
        wide
        onClick={() => loop.change({ visitor: { name: '', host: '', hostId: null, phone: '' } })}
      >
        <Text of={t.both('find.newVisitor')} />
      </Button>
      {inside.length === 0 && (
        <EmptyState title={<Text of={t.both('visitor.none')} />}>
          <Text of={t.both('visitor.noneHelp')} />
        </EmptyState>
      )}
      <ul class={styles.list}>
        {inside.map((one) => (
          <VisitorRow key={one.visitorId} of={one}>
            <LeaveButton of={one} onLeave={() => void loop.letOut(one.visitorId)} />
          </VisitorRow>
        ))}
      </ul>
      {past.length > 0 && (
        <>
          <h2>
            <Text of={t.both('visitor.past')} />
          </h2>
          <ul class={styles.list}>
            {past.map((one) => (
              <VisitorRow key={one.visitorId} of={one}>
                <Button
                  label={t('visitor.againOf', { name: one.visitor.name })}
                  onClick={() => again(one)}
                >
                  <Text of={t.both('visitor.again')} />
                </Button>
              </VisitorRow>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}

function LeaveButton(props: { of: VisitorHere; onLeave: () => void }): JSX.Element {
  const name = props.of.visitor.name;
  return (
    <Button icon={logOut} label={t('visitor.leaveOf', { name })} onClick={props.onLeave}>
      <Text of={t.both('visitor.leave')} />
    </Button>
  );
}

function VisitorRow(props: { of: VisitorHere; children: JSX.Element }): JSX.Element {
  const duty = useDuty();
  const { visitor, hostName, at, isInside } = props.of;
  return (
    <li class={styles.row}>
      <div>
        <p class={styles.name}>{visitor.name}</p>
        <p class={styles.detail}>
          {hostName !== null && <>{t('find.visits', { host: hostName })} · </>}
          {isInside ? t('visitor.since', { time: timeOf(duty, at) }) : timeOf(duty, at)}
        </p>
        {visitor.phone !== null && (
          <p class={styles.detail}>{t('visitor.phoneLine', { phone: visitor.phone })}</p>
        )}
      </div>
      {props.children}
    </li>
  );
}
