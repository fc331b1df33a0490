import upload from 'lucide-static/icons/upload.svg?raw';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './office-strings.ts';
import styles from './file-drop.module.css';

/** A place to drop a file, a button for those who do not drag, and how far the upload is. */
export function FileDrop(props: {
  /** What is asked for: "住宿台账（.xlsx 或 .csv）". */
  label: string;
  accept: string;
  /** 0 to 1 while the file is on its way, 1 while it is being read; `null` when idle. */
  share: number | null;
  onFile: (file: File) => void;
}): JSX.Element {
  const { label, accept, share, onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file && share === null) onFile(file);
  };
  return (
    <div
      class={classes(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      <Icon of={upload} size="l" />
      <p>{label}</p>
      <Button disabled={share !== null} onClick={() => input.current?.click()}>
        {t('file.choose')}
      </Button>
      <p class={styles.soft}>{t('file.orDrop')}</p>
      <input
        ref={input}
        class={styles.input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {share !== null && <Progress share={share} />}
    </div>
  );
}

function Progress({ share }: { share: number }): JSX.Element {
  const isSent = share >= 1;
  return (
    <div class={styles.progress} role="status">
      {isSent ? (
        <progress aria-label={t('file.reading')} />
      ) : (
        <progress value={share} max={1} aria-label={t('file.sending', { percent: 0 })} />
      )}
      <span>
        {isSent ? t('file.reading') : t('file.sending', { percent: Math.round(share * 100) })}
      </span>
    </div>
  );
}
