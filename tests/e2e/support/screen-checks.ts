import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';

const AXE = readFileSync(
  new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);
const SCHEMES = ['light', 'dark'] as const;

/** Serious and critical violations in light and dark: "dark: color-contrast: <html of it>". */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  for (const colorScheme of SCHEMES) {
    await showIn(page, colorScheme);
    // The elements are the same in both: in the dark only their colours are another question.
    const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
    const results = await page.evaluate(
      (options) => {
        const { axe } = globalThis as unknown as {
          axe: { run: (options: object) => Promise<AxeResults> };
        };
        return axe.run(options);
      },
      { resultTypes: ['violations'], ...rules },
    );
    for (const { id, impact, nodes } of results.violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 160)}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Colours that fade into each other, and sheets that rise, have arrived when this returns. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });
}

/**
 * What a thumb cannot hit surely: less than 48 CSS px high, or for a button or link wide. A file's field behind
 * a button of its own (`tabindex=-1`) is no target.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll('button, a, input, select, textarea, summary');
    return [...controls].flatMap((control) => {
      if (control.matches('[type=file][tabindex="-1"]')) return [];
      const isChoice = control.matches('[type=radio], [type=checkbox]');
      const target = (isChoice ? control.closest('label') : null) ?? control;
      if (!target.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true })) return [];
      const { width, height } = target.getBoundingClientRect();
      if (width === 0 || height === 0) return [];
      const isField = target.matches('input, select, textarea');
      if (height >= 47.9 && (isField || width >= 47.9)) return [];
      const size = `${Math.round(width)}×${Math.round(height)}`;
      return [`${size}: ${target.outerHTML.slice(0, 160)}`];
    });
  });
}

/** How far the page can be scrolled sideways, in CSS px. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** The contrast of a text with what lies under it (WCAG 2.2), in light and dark: the lower one. */
export async function contrastOf(text: Locator): Promise<number> {
  const ratios: number[] = [];
  for (const colorScheme of SCHEMES) {
    await showIn(text.page(), colorScheme);
    ratios.push(await text.evaluate(measureContrast));
  }
  await text.page().emulateMedia({ colorScheme: 'light' });
  return Math.min(...ratios);
}

function measureContrast(element: Element): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  const pixel = (): number[] => [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  const paint = (colour: string): void => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  };
  const luminance = (rgb: number[]): number => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const grounds: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    grounds.unshift(getComputedStyle(at).backgroundColor);
  paint('#fff');
  for (const ground of grounds) paint(ground);
  const under = luminance(pixel());
  paint(getComputedStyle(element).color);
  const over = luminance(pixel());
  return (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05);
}
