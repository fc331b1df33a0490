import { useSignal, type Signal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { drawMarks } from './draw-marks.ts';
import { t } from './mark-strings.ts';
import {
  drawnMark,
  movedMark,
  pointIn,
  type Mark,
  type MarkTool,
  type Point,
} from './mark-shape.ts';
import styles from './mark-photo.module.css';

/** Of the picture, at each press of an arrow key. */
const STEP = 0.02;
const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** The picture in its own size with the marks on it: what is seen is what is kept. */
export function MarkCanvas(props: {
  canvas: RefObject<HTMLCanvasElement | null>;
  picture: ImageBitmap;
  tool: MarkTool;
  marks: Signal<readonly Mark[]>;
}): JSX.Element {
  const { canvas, picture, tool, marks } = props;
  const { width, height } = picture;
  const size = { width, height };
  const drawing = useSignal<Mark | null>(null);
  const shown = drawing.value === null ? marks.value : [...marks.value, drawing.value];
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null) throw new Error('this browser gives no canvas');
    context.drawImage(picture, 0, 0);
    drawMarks(context, shown, size);
  }, [picture, shown]);

  function finish(): void {
    const mark = drawing.value;
    drawing.value = null;
    if (mark !== null) marks.value = [...marks.value, drawnMark(mark, size)];
  }
  function move(event: KeyboardEvent): void {
    const by = STEPS[event.key];
    const last = marks.value.at(-1);
    if (by === undefined || last === undefined) return;
    event.preventDefault();
    marks.value = [...marks.value.slice(0, -1), movedMark(last, by)];
  }

  return (
    <canvas
      ref={canvas}
      class={styles.picture}
      width={width}
      height={height}
      tabIndex={0}
      role="application"
      aria-label={t('picture', { count: marks.value.length })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.value = { tool, from: at(event), to: at(event) };
      }}
      onPointerMove={(event) => {
        if (drawing.value !== null) drawing.value = { ...drawing.value, to: at(event) };
      }}
      onPointerUp={finish}
      onPointerCancel={() => (drawing.value = null)}
      onKeyDown={move}
    />
  );
}

const at = (event: PointerEvent & { currentTarget: HTMLCanvasElement }): Point =>
  pointIn(event, event.currentTarget.getBoundingClientRect());
