import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useApp } from '../../context.ts';
import { isFeedbackOn, switchFeedback, beep, vibrate } from '../../device/feedback.ts';
import { chooseLanguage, chooseTwoLanguages } from '../../preferences.ts';
import { language, twoLanguages } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Text } from '../../ui/text.tsx';
import { shiftOf } from '../../work.ts';
import { ChangePinDialog } from './change-pin-dialog.tsx';
import { ForwardFile } from './forward-file.tsx';
import { PhoneFacts } from './phone-facts.tsx';
import { t } from './settings-strings.ts';
import styles from './settings.module.css';

/** What this phone and this person may choose for themselves. */
export function SettingsScreen(): JSX.Element {
  const { route } = useLocation();
  return (
    <main class={styles.settings}>
      <header class={styles.header}>
        <Button kind="quiet" icon={arrowLeft} label={t('back')} onClick={() => route('/')} />
        <h1>
          <Text of={t.both('title')} inline />
        </h1>
      </header>
      <LanguageSettings />
      <FeedbackSettings />
      <PersonSettings />
      <ForwardFile />
      <PhoneFacts />
    </main>
  );
}

function LanguageSettings(): JSX.Element {
  return (
    <section class={styles.card}>
      <SegmentedChoice
        legend={t.both('language')}
        value={language.value}
        options={[
          { value: 'zh', label: { text: '中文', lang: 'zh-CN', second: null } },
          { value: 'en', label: { text: 'English', lang: 'en', second: null } },
        ]}
        onChange={(next) => void chooseLanguage(next)}
      />
      <Switch
        label={t.both('both')}
        hint={t.both('bothWords')}
        on={twoLanguages.value}
        onChange={(on) => void chooseTwoLanguages(on)}
      />
    </section>
  );
}

function FeedbackSettings(): JSX.Element {
  const sound = useSignal(isFeedbackOn('sound'));
  const vibration = useSignal(isFeedbackOn('vibration'));

  function switchSound(on: boolean): void {
    switchFeedback('sound', on);
    sound.value = on;
    beep('normal');
  }
  function switchVibration(on: boolean): void {
    switchFeedback('vibration', on);
    vibration.value = on;
    vibrate('too-low');
  }
  return (
    <section class={styles.card}>
      <Switch label={t.both('sound')} on={sound.value} onChange={switchSound} />
      <Switch label={t.both('vibration')} on={vibration.value} onChange={switchVibration} />
    </section>
  );
}

function PersonSettings(): JSX.Element {
  const app = useApp();
  const isChanging = useSignal(false);
  const running = app.revision.value >= 0 ? shiftOf(app) : null;
  return (
    <section class={styles.card}>
      <h2>
        <Text of={t.both('person')} />
      </h2>
      <p class={styles.name}>{app.unlocked.name}</p>
      {running !== null && (
        <Banner
          tone="plain"
          actions={
            <a class={styles.link} href={running.type === 'round' ? '/round' : '/door'}>
              {t(running.type === 'round' ? 'toRound' : 'toDoor')}
            </a>
          }
        >
          <Text of={t.both(running.type === 'round' ? 'endRound' : 'endShift')} />
        </Banner>
      )}
      <Button icon={keyRound} onClick={() => (isChanging.value = true)}>
        <Text of={t.both('changePin')} />
      </Button>
      <Button icon={lock} onClick={app.lock}>
        <Text of={t.both('lockNow')} />
      </Button>
      {isChanging.value && <ChangePinDialog onClose={() => (isChanging.value = false)} />}
    </section>
  );
}
