import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arrowOf,
  drawnMark,
  ellipseOf,
  movedMark,
  placedMark,
  pointIn,
  type Mark,
} from './mark-shape.ts';

const UPRIGHT = { width: 900, height: 1600 };
const BOX = { left: 20, top: 100, width: 300, height: 400 };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: share, y: share });
const mark = fc.record({
  tool: fc.constantFrom<Mark['tool']>('circle', 'arrow'),
  from: point,
  to: point,
});

test('a finger is where it is on the picture, and at the edge where it is beyond', () => {
  expect(pointIn({ clientX: 170, clientY: 200 }, BOX)).toEqual({ x: 0.5, y: 0.25 });
  expect(pointIn({ clientX: 0, clientY: 900 }, BOX)).toEqual({ x: 0, y: 1 });
});

test('a drag from corner to corner is an ellipse in that box, whichever corner came first', () => {
  const from = { x: 0.2, y: 0.5 };
  const to = { x: 0.6, y: 0.25 };
  const drawn = ellipseOf({ tool: 'circle', from, to }, UPRIGHT);
  expect(drawn.x).toBeCloseTo(360);
  expect(drawn.y).toBeCloseTo(600);
  expect(drawn.radiusX).toBeCloseTo(180);
  expect(drawn.radiusY).toBeCloseTo(200);
  expect(ellipseOf({ tool: 'circle', from: to, to: from }, UPRIGHT)).toEqual(drawn);
});

test('a tap places a round circle around the finger, and an arrow that points to it', () => {
  const at = { x: 0.5, y: 0.5 };
  const circle = ellipseOf(drawnMark({ tool: 'circle', from: at, to: at }, UPRIGHT), UPRIGHT);
  expect(circle.radiusX).toBeCloseTo(circle.radiusY);
  expect(circle).toMatchObject({ x: 450, y: 800 });
  const arrow = drawnMark({ tool: 'arrow', from: at, to: { x: 0.51, y: 0.5 } }, UPRIGHT);
  expect(arrow.to).toEqual({ x: 0.51, y: 0.5 });
  expect(arrow.from.x).toBeLessThan(0.4);
  expect(arrow.from.y).toBeGreaterThan(0.5);
});

test('what was dragged stays as it was dragged', () => {
  const dragged: Mark = { tool: 'arrow', from: { x: 0.1, y: 0.1 }, to: { x: 0.3, y: 0.2 } };
  expect(drawnMark(dragged, UPRIGHT)).toEqual(dragged);
});

test('both barbs lie behind the tip of an arrow, one on each side', () => {
  const rightwards: Mark = { tool: 'arrow', from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } };
  const { tip, barbs } = arrowOf(rightwards, UPRIGHT);
  const [above, below] = [...barbs].sort((a, b) => a.y - b.y);
  expect(above!.x).toBeLessThan(tip.x);
  expect(below!.x).toBeCloseTo(above!.x);
  expect(tip.y - above!.y).toBeCloseTo(below!.y - tip.y);
  expect(below!.y).toBeGreaterThan(tip.y);
});

test('a mark that is placed or moved stays on the picture, and moving keeps its form', () => {
  fc.assert(
    fc.property(
      mark,
      fc.record({ x: fc.double({ min: -2, max: 2, noNaN: true }), y: share }),
      (one, by) => {
        const moved = movedMark(one, by);
        const placed = placedMark(one.tool, one.from, UPRIGHT);
        for (const { x, y } of [moved.from, moved.to, placed.from, placed.to]) {
          expect(x).toBeGreaterThanOrEqual(-1e-9);
          expect(x).toBeLessThanOrEqual(1 + 1e-9);
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(moved.to.x - moved.from.x).toBeCloseTo(one.to.x - one.from.x);
        expect(moved.to.y - moved.from.y).toBeCloseTo(one.to.y - one.from.y);
      },
    ),
  );
});
