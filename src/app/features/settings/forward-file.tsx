import forward from 'lucide-static/icons/forward.svg?raw';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { hasQueueMark, QUEUE_MARK } from '../../../protocol/queue-file.ts';
import { forwardQueue, type Forwarded } from '../../../sync/forward-queue.ts';
import { useApp } from '../../context.ts';
import { queueRefusalSentence } from '../../shell/problem/problem-sentence.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './settings-strings.ts';
import styles from './settings.module.css';

const NO_QUEUE = { code: 'queue-refused', details: { why: 'no-queue' } };

/** Hands a colleague's file of unsent records to the server, unopened: only the office's key opens it. */
export function ForwardFile(): JSX.Element {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Forwarded | null>(null);

  async function hand(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setBusy(true);
    setResult(await forwarded(file));
    setBusy(false);
  }

  async function forwarded(file: File): Promise<Forwarded> {
    const mark = new Uint8Array(await file.slice(0, QUEUE_MARK.length).arrayBuffer());
    if (!hasQueueMark(mark)) return { ok: false, why: 'refused', problem: NO_QUEUE };
    const deviceToken = await app.vault.deviceToken();
    if (deviceToken === null) return { ok: false, why: 'signed-out' };
    const fetch = globalThis.fetch.bind(globalThis);
    return forwardQueue(file, { baseUrl: '', fetch, deviceToken });
  }

  return (
    <section class={styles.card}>
      <h2>
        <Text of={t.both('forward.title')} />
      </h2>
      <p>
        <Text of={t.both('forward.lead')} />
      </p>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={t('forward.choose')}
        onChange={(event) => {
          void hand(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Button icon={forward} disabled={isBusy} onClick={() => input.current?.click()}>
        <Text of={t.both(isBusy ? 'forward.sending' : 'forward.choose')} />
      </Button>
      {result !== null && (
        <Banner tone={result.ok ? 'good' : 'danger'} role="status">
          <Text of={sentenceOf(result)} />
        </Banner>
      )}
    </section>
  );
}

function sentenceOf(result: Forwarded): Spoken {
  if (result.ok) {
    const { stored, known, parked } = result.counts;
    return t.both('forward.done', { all: stored + known + parked, stored, known, parked });
  }
  if (result.why === 'refused')
    return queueRefusalSentence(result.problem) ?? t.both('forward.failed');
  const isOffline = result.why === 'offline' || result.why === 'timeout';
  return t.both(isOffline ? 'forward.offline' : 'forward.failed');
}
