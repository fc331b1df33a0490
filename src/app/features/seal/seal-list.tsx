import plus from 'lucide-static/icons/plus.svg?raw';
import stamp from 'lucide-static/icons/stamp.svg?raw';
import copy from 'lucide-static/icons/copy-check.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { isDue, sealNumberKey, sealsOfOneNumber } from '../../../domain/seal-register.ts';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { CheckSheet } from '../../duty/seal-check/check-sheet.tsx';
import { useSeals, type SealDuty } from '../../duty/seal-check/seal-duty.ts';
import { ON_NO_VISIT } from '../../duty/seal-check/seal-records.ts';
import { isKnownWrong } from '../../duty/seal-check/seals-here.ts';
import { mayApply, roomWords, sealsByPlace, thingWords } from '../../duty/seal-check/seal-place.ts';
import { SealRow } from '../../duty/seal-check/seal-row.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { SealTimeline } from './seal-timeline.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-front.module.css';

const FILTERS = ['due', 'wrong', 'all'] as const;
type Filter = (typeof FILTERS)[number];
const ROWS_AT_FIRST = 80;

/** The register by place, with what is to be looked at. */
export function SealList(): JSX.Element {
  const duty = useSeals();
  const filter = useSignal<Filter>('due');
  const search = useSignal('');
  const openId = useSignal<Id | null>(null);
  const all = duty.register().seals();
  const fits = (entry: SealEntry): boolean =>
    isOfFilter(duty, entry, filter.value) && isFound(duty, entry, search.value);
  const shown = sealsByPlace(duty, all.filter(fits));
  const due = all.filter((entry) => isDue(entry, duty.dueSince.value)).length;
  return (
    <main class={styles.screen}>
      <div class={styles.head}>
        <h1 class={styles.title}>
          <Text of={t.both('list.title')} />
        </h1>
        {mayApply(duty) && (
          <Button kind="primary" icon={plus} onClick={() => duty.applying.change({ isOpen: true })}>
            <Text of={t.both('list.apply')} />
          </Button>
        )}
      </div>
      <LiesAside duty={duty} of={duty.applying.draft.value} />
      <SameNumbers seals={all} />
      <Asked filter={filter} search={search} />
      <p class={styles.soft} role="status">
        {t('list.shown', { shown: shown.length, all: all.length, due })}
      </p>
      {all.length === 0 ? (
        <EmptyState icon={stamp} title={<Text of={t.both('list.empty')} />}>
          <Text of={t.both('list.emptyHelp')} />
        </EmptyState>
      ) : (
        <Rows
          seals={shown}
          isAllSeen={filter.value === 'due' && search.value === ''}
          onOpen={(id) => (openId.value = id)}
        />
      )}
      <OpenSeal openId={openId} />
    </main>
  );
}

function Asked(props: { filter: Signal<Filter>; search: Signal<string> }): JSX.Element {
  const { filter, search } = props;
  return (
    <div class={styles.asked}>
      <input
        type="search"
        autocomplete="off"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={search.value}
        onInput={(event) => (search.value = event.currentTarget.value)}
      />
      <select
        aria-label={t('list.filter')}
        value={filter.value}
        onChange={(event) => {
          filter.value = FILTERS.find((one) => one === event.currentTarget.value) ?? 'all';
        }}
      >
        {FILTERS.map((one) => (
          <option key={one} value={one}>
            {t(`list.filter.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The seal that was tapped, or the one of which something is half told. */
function OpenSeal({ openId }: { openId: Signal<Id | null> }): JSX.Element {
  const duty = useSeals();
  const wantedId = openId.value ?? duty.tellingOf.value;
  const seal = wantedId === null ? null : duty.register().seal(wantedId);
  return (
    <CheckSheet
      seal={seal}
      visit={ON_NO_VISIT}
      onClose={() => {
        openId.value = null;
        duty.tell(null);
      }}
    >
      {seal !== null && <SealTimeline seal={seal} />}
    </CheckSheet>
  );
}

function Rows(props: {
  seals: readonly SealEntry[];
  isAllSeen: boolean;
  onOpen: (id: Id) => void;
}): JSX.Element {
  const { seals, isAllSeen, onOpen } = props;
  const duty = useSeals();
  const count = useSignal(ROWS_AT_FIRST);
  if (seals.length === 0)
    return (
      <p class={styles.soft}>
        <Text of={t.both(isAllSeen ? 'list.allSeen' : 'list.nothingMatches')} />
      </p>
    );
  const groups = byBuilding(duty, seals.slice(0, count.value));
  return (
    <>
      {groups.map(({ id, name, rows }) => (
        <section key={id}>
          <h2 class={styles.building}>{name}</h2>
          <ul class={styles.list}>
            {rows.map((seal) => (
              <li key={seal.id}>
                <SealRow seal={seal} visit={ON_NO_VISIT} onOpen={() => onOpen(seal.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {seals.length > count.value && (
        <Button wide onClick={() => (count.value += ROWS_AT_FIRST)}>
          <Text of={t.both('list.more')} />
        </Button>
      )}
    </>
  );
}

function byBuilding(
  { app }: SealDuty,
  seals: readonly SealEntry[],
): readonly { id: Id; name: string; rows: SealEntry[] }[] {
  const groups = new Map<Id, SealEntry[]>();
  for (const seal of seals)
    groups.set(seal.of.buildingId, [...(groups.get(seal.of.buildingId) ?? []), seal]);
  return [...groups].map(([id, rows]) => ({
    id,
    name: app.replica.documents('building').get(id)?.name ?? '',
    rows,
  }));
}

/** One number on two seals: a person must look which is wrong. */
function SameNumbers({ seals }: { seals: readonly SealEntry[] }): JSX.Element {
  const duty = useSeals();
  return (
    <>
      {[...sealsOfOneNumber(seals).values()].map((same) => (
        <Banner key={same[0]?.id ?? ''} tone="waiting" icon={copy} role="status">
          <Text
            of={t.both('sameNumber', {
              number: same[0]?.number ?? '',
              count: same.length,
              places: same.map(({ of }) => `${roomWords(duty, of)} ${thingWords(of)}`).join(' / '),
            })}
          />
        </Banner>
      ))}
    </>
  );
}

function isOfFilter(duty: SealDuty, entry: SealEntry, filter: Filter): boolean {
  switch (filter) {
    case 'due':
      return isDue(entry, duty.dueSince.value);
    case 'wrong':
      return isKnownWrong(entry);
    case 'all':
      return true;
  }
}

function isFound(duty: SealDuty, { number, of }: SealEntry, search: string): boolean {
  const sought = sealNumberKey(search);
  if (sought === '') return true;
  const words = `${number} ${roomWords(duty, of)} ${of.place ?? ''}`;
  return sealNumberKey(words).includes(sought);
}
