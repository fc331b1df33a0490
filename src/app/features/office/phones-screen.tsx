import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeviceEntry } from '../../../protocol/office-staff.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { agoText, dateTimeText } from './campus-time.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useDoing, useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { QueueImport } from './queue-import.tsx';
import { ReceiptCheck } from './receipt-check.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Every enrolled phone: what it still holds, when it was last heard, and the way to shut it out. */
export function PhonesScreen(): JSX.Element {
  const { api } = useOffice();
  const list = useLoaded(() => api.devices(), 'devices');
  const doing = useDoing();
  const [revoking, setRevoking] = useState<DeviceEntry | null>(null);

  async function revoke() {
    if (revoking === null) return;
    if ((await doing.run(() => api.revokeDevice(revoking.id))) === null) return;
    setRevoking(null);
    void list.reload();
  }

  return (
    <div class={styles.page}>
      <div class={styles.head}>
        <h1>{t('page.phones')}</h1>
        <Button disabled={list.isLoading} onClick={() => void list.reload()}>
          {t('refresh')}
        </Button>
      </div>
      <WhenLoaded of={list}>
        {({ devices }) =>
          devices.length === 0 ? (
            <EmptyState icon={smartphone} title={t('phones.none')}>
              <a href="/office/staff">{t('phones.noneLead')}</a>
            </EmptyState>
          ) : (
            <DeviceTable devices={devices} onRevoke={setRevoking} />
          )
        }
      </WhenLoaded>
      <QueueImport onImported={() => void list.reload()} />
      <ReceiptCheck />
      <ConfirmDialog
        open={revoking !== null}
        title={t('phones.revokeTitle')}
        action={t('phones.revoke')}
        doing={doing}
        onConfirm={() => void revoke()}
        onClose={() => {
          doing.clear();
          setRevoking(null);
        }}
      >
        <p>{t('phones.revokeLead', { name: revoking?.name ?? '' })}</p>
        {revoking !== null && revoking.pending > 0 && (
          <p>
            <strong>{t('phones.revokePending', { count: revoking.pending })}</strong>
          </p>
        )}
      </ConfirmDialog>
    </div>
  );
}

function DeviceTable(props: {
  devices: readonly DeviceEntry[];
  onRevoke: (device: DeviceEntry) => void;
}): JSX.Element {
  const nowMs = Date.now();
  return (
    <Table
      caption={t('page.phones')}
      rows={props.devices}
      rowKey={(device) => device.id}
      isFaded={(device) => device.revokedAt !== null}
      columns={[
        {
          label: t('phones.people'),
          look: 'name',
          cell: (device) => device.accounts.map(({ name }) => name).join(t('comma')) || '–',
        },
        { label: t('phones.device'), cell: (device) => device.name },
        {
          label: t('phones.lastContact'),
          cell: (device) => (
            <>
              <LastContact at={device.lastContactAt} nowMs={nowMs} />
              <StorageLost device={device} />
              <Proof device={device} />
            </>
          ),
        },
        { label: t('phones.waiting'), cell: (device) => <Waiting device={device} nowMs={nowMs} /> },
        { label: t('phones.app'), cell: (device) => device.app ?? '–' },
        { label: t('phones.clock'), cell: (device) => clockText(device.clockOffsetMs) },
        { label: t('phones.free'), cell: (device) => freeText(device) },
        {
          label: t('actions'),
          look: 'actions',
          cell: (device) =>
            device.revokedAt === null ? (
              <Button
                kind="quiet"
                label={t('phones.revokeOf', { name: device.name })}
                onClick={() => props.onRevoke(device)}
              >
                {t('phones.revoke')}
              </Button>
            ) : (
              <Blocked at={device.revokedAt} wipedAt={device.wipedAt} />
            ),
        },
      ]}
    />
  );
}

function LastContact(props: { at: string | null; nowMs: number }): JSX.Element {
  const { zone } = useOffice();
  const { at, nowMs } = props;
  if (at === null) return <>{t('phones.never')}</>;
  return (
    <time dateTime={at} title={dateTimeText(at, zone)}>
      {agoText(at, nowMs)}
    </time>
  );
}

function Blocked(props: { at: string; wipedAt: string | null }): JSX.Element {
  const { zone } = useOffice();
  const { at, wipedAt } = props;
  return (
    <span class={`${styles.tag} ${styles.tagDanger}`}>
      {t('phones.revokedAt', { at: dateTimeText(at, zone) })}
      {wipedAt !== null && ` · ${t('phones.wipedAt', { at: dateTimeText(wipedAt, zone) })}`}
    </span>
  );
}

/** That its browser cleared it, and what was lost with that. */
function StorageLost({ device: { storageLost } }: { device: DeviceEntry }): JSX.Element | null {
  const { zone } = useOffice();
  if (storageLost === null) return null;
  const { at, pending } = storageLost;
  const words = { at: dateTimeText(at, zone) };
  return (
    <div>
      <span class={`${styles.tag} ${styles.tagDanger}`}>
        {pending === null
          ? t('phones.storageLost', words)
          : t('phones.storageLostWith', { ...words, count: pending })}
      </span>
    </div>
  );
}

/** Whether phone and server held the same then, and what is wrong if somebody should look. */
function Proof({ device }: { device: DeviceEntry }): JSX.Element | null {
  const { alarm, agreedAt, lastContactAt } = device;
  if (alarm !== null)
    return (
      <div>
        <strong class={`${styles.tag} ${styles.tagDanger}`}>{t(`phones.alarm.${alarm}`)}</strong>
      </div>
    );
  if (agreedAt === null || agreedAt !== lastContactAt) return null;
  return <div class={styles.soft}>{t('phones.agreed')}</div>;
}

function Waiting({ device, nowMs }: { device: DeviceEntry; nowMs: number }): JSX.Element {
  const { pending, oldestPendingAt, parked } = device;
  if (pending === 0 && parked === 0) return <span class={styles.soft}>0</span>;
  return (
    <span>
      {pending > 0 && (
        <span class={`${styles.tag} ${styles.tagWaiting}`}>
          {t('phones.pending', { count: pending })}
        </span>
      )}
      {oldestPendingAt !== null &&
        ` ${t('phones.oldest', { ago: agoText(oldestPendingAt, nowMs) })}`}
      {parked > 0 && ` ${t('phones.parked', { count: parked })}`}
    </span>
  );
}

/** Up to two seconds are the network, not the clock. */
function clockText(offsetMs: number | null): string {
  if (offsetMs === null) return '–';
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  if (seconds <= 2) return t('phones.clockRight');
  const amount =
    seconds < 120
      ? t('phones.seconds', { count: seconds })
      : t('phones.minutes', { count: Math.round(seconds / 60) });
  return offsetMs > 0 ? t('phones.clockSlow', { amount }) : t('phones.clockFast', { amount });
}

function freeText({ freeBytes, persisted }: DeviceEntry): string {
  const free = freeBytes === null ? '–' : `${(freeBytes / 1e9).toFixed(1)} GB`;
  return persisted === false ? `${free} · ${t('phones.notKept')}` : free;
}
