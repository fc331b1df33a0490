import type { TemperatureVerdict } from '../../domain/temperature.ts';

export type SignalKind = TemperatureVerdict | 'tap';

/** Pairs of frequency in hertz and length in milliseconds, one after the other. */
const TONES: Record<SignalKind, readonly (readonly [hertz: number, ms: number])[]> = {
  normal: [[1047, 90]],
  'too-low': [
    [523, 110],
    [392, 160],
  ],
  high: [
    [880, 160],
    [659, 160],
    [880, 160],
    [659, 260],
  ],
  impossible: [
    [220, 140],
    [220, 140],
  ],
  tap: [[1568, 15]],
};

/** Milliseconds on, off, on, … Silent where there is no motor (iOS, desktops). */
const PATTERNS: Record<SignalKind, readonly number[]> = {
  normal: [30],
  'too-low': [60, 60, 60],
  high: [250, 100, 250, 100, 400],
  impossible: [40, 40, 40, 40, 40],
  tap: [8],
};

export type FeedbackWay = 'sound' | 'vibration';

/** The choices of this device, on until switched off. They say nothing about people. */
export function isFeedbackOn(way: FeedbackWay): boolean {
  return localStorage.getItem(`feedback-${way}`) !== 'off';
}

export function switchFeedback(way: FeedbackWay, on: boolean): void {
  localStorage.setItem(`feedback-${way}`, on ? 'on' : 'off');
}

/** Does nothing where it is switched off. */
export function vibrate(kind: SignalKind): void {
  if (isFeedbackOn('vibration') && 'vibrate' in navigator) navigator.vibrate([...PATTERNS[kind]]);
}

let speaker: AudioContext | null = null;

/** Browsers let a page sound only after a touch: call it from a tap or a key. Silent where switched off. */
export function beep(kind: SignalKind): void {
  if (!isFeedbackOn('sound') || !('AudioContext' in globalThis)) return;
  speaker ??= new AudioContext();
  void speaker.resume();
  let at = speaker.currentTime + 0.01;
  for (const [hertz, ms] of TONES[kind]) {
    playTone(speaker, { hertz, from: at, to: at + ms / 1000 });
    at += ms / 1000 + 0.03;
  }
}

/** Times are the speaker's, in seconds. The short slopes keep it from clicking. */
function playTone(context: AudioContext, tone: { hertz: number; from: number; to: number }): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = tone.hertz;
  gain.gain.setValueAtTime(0, tone.from);
  gain.gain.linearRampToValueAtTime(0.5, tone.from + 0.008);
  gain.gain.setValueAtTime(0.5, Math.max(tone.from + 0.008, tone.to - 0.02));
  gain.gain.linearRampToValueAtTime(0, tone.to);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(tone.from);
  oscillator.stop(tone.to);
}

/** Nothing was saved. */
export function signalRefusal(): void {
  beep('impossible');
  vibrate('impossible');
}
