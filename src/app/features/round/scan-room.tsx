import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { scanCode } from '../../device/scan-code.ts';
import { readRoomCode } from '../../duty/paper-sheet/room-code.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useRound } from './round-duty.ts';
import { LIST_PATH, roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import styles from './scan-room.module.css';

/** The camera's picture until it shows the code of a room of this unit, as it stands on a printed sheet. */
export function ScanRoom(): JSX.Element {
  const { rooms } = useRound();
  const { route } = useLocation();
  const video = useRef<HTMLVideoElement>(null);
  const trouble = useSignal<'noCamera' | 'other' | 'elsewhere' | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    function take(text: string): boolean {
      const roomId = readRoomCode(text);
      const isHere = roomId !== null && rooms.peek().byId.has(roomId);
      if (!isHere) trouble.value = roomId === null ? 'other' : 'elsewhere';
      else if (!stop.signal.aborted) route(roomPath(roomId), true);
      return isHere;
    }
    async function scan(element: HTMLVideoElement): Promise<void> {
      const [end] = await Promise.allSettled([scanCode(element, take, { stop: stop.signal })]);
      if (end.status === 'rejected') trouble.value = 'noCamera';
    }
    if (video.current !== null) void scan(video.current);
    return () => stop.abort();
  }, []);

  return (
    <main class={styles.screen}>
      <h1>
        <Text of={t.both('scan.title')} />
      </h1>
      <video
        ref={video}
        class={styles.camera}
        hidden={trouble.value === 'noCamera'}
        playsInline
        muted
      />
      {trouble.value !== null && (
        <Banner tone="waiting" role="alert">
          <Text of={t.both(`scan.${trouble.value}`)} />
        </Banner>
      )}
      <Button wide onClick={() => route(LIST_PATH)}>
        <Text of={t.both('scan.back')} />
      </Button>
    </main>
  );
}
