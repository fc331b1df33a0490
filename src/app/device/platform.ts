export type Platform = 'ios' | 'android' | 'desktop';

interface PlatformHints {
  userAgent: string;
  maxTouchPoints: number;
}

/** An iPad says it is a Macintosh; only its touch points tell. */
export function readPlatform(hints: PlatformHints): Platform {
  const { userAgent, maxTouchPoints } = hints;
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Macintosh/.test(userAgent) && maxTouchPoints > 1) return 'ios';
  return /Android/.test(userAgent) ? 'android' : 'desktop';
}

export const platform: Platform = readPlatform(navigator);

/** Whether the app was started from the home screen. */
export function isStandalone(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  );
}

/** What the office's list calls a phone until somebody renames it: "iPhone", "Android", "Windows PC". */
export function deviceNameOf(userAgent: string): string {
  const model = /Android [\d.]+; ([^;)]+?)(?: Build\/[^;)]*)?\)/.exec(userAgent)?.[1];
  if (model !== undefined && model.length > 1) return model.slice(0, 80);
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'];
  return known.find((name) => userAgent.includes(name)) ?? 'Phone';
}
