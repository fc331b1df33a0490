export type MarkTool = 'circle' | 'arrow';

/** In shares of the picture's width and height, from its upper left corner: 0 to 1. */
export interface Point {
  x: number;
  y: number;
}

/** In pixels of the picture. */
export interface Size {
  width: number;
  height: number;
}

/** An ellipse in the box between both corners, or an arrow that points to `to`. */
export interface Mark {
  tool: MarkTool;
  from: Point;
  to: Point;
}

/** A tap is no drag: what is smaller than this share of the long side gets the size of a mark that was placed. */
const SMALLEST = 0.04;
/** Of the long side: half the width of a mark that was placed by one tap. */
const PLACED = 0.12;

/** Where on the picture a finger is, by the box in which the picture is shown. */
export function pointIn(
  { clientX, clientY }: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Point {
  return {
    x: inside((clientX - box.left) / box.width),
    y: inside((clientY - box.top) / box.height),
  };
}

/** A mark of middle size: a circle around the point, an arrow from the lower left that points to it. */
export function placedMark(tool: MarkTool, at: Point, size: Size): Mark {
  const { x, y } = halfOf(size);
  const from = { x: inside(at.x - x), y: inside(at.y + (tool === 'arrow' ? y : -y)) };
  const to = tool === 'arrow' ? at : { x: inside(at.x + x), y: inside(at.y + y) };
  return { tool, from, to };
}

/** What a finger has drawn; a tap places a mark there. */
export function drawnMark(mark: Mark, size: Size): Mark {
  const { from, to } = mark;
  const across = (to.x - from.x) * size.width;
  const down = (to.y - from.y) * size.height;
  const isTap = Math.hypot(across, down) < SMALLEST * Math.max(size.width, size.height);
  return isTap ? placedMark(mark.tool, to, size) : mark;
}

/** The same mark elsewhere; it stops at the edge of the picture and keeps its form. */
export function movedMark({ tool, from, to }: Mark, by: Point): Mark {
  const x = within(by.x, -Math.min(from.x, to.x), 1 - Math.max(from.x, to.x));
  const y = within(by.y, -Math.min(from.y, to.y), 1 - Math.max(from.y, to.y));
  const moved = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
  return { tool, from: moved(from), to: moved(to) };
}

export interface Ellipse {
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
}

export function ellipseOf({ from, to }: Mark, { width, height }: Size): Ellipse {
  return {
    x: ((from.x + to.x) / 2) * width,
    y: ((from.y + to.y) / 2) * height,
    radiusX: (Math.abs(to.x - from.x) / 2) * width,
    radiusY: (Math.abs(to.y - from.y) / 2) * height,
  };
}

/** The tail, the tip, and the ends of both barbs, in pixels. */
export interface Arrow {
  tail: Point;
  tip: Point;
  barbs: readonly [Point, Point];
}

const BARB_ANGLE = Math.PI / 6;

export function arrowOf({ from, to }: Mark, { width, height }: Size): Arrow {
  const tail = { x: from.x * width, y: from.y * height };
  const tip = { x: to.x * width, y: to.y * height };
  const length = Math.hypot(tip.x - tail.x, tip.y - tail.y);
  const barbLength = Math.min(length * 0.6, Math.max(width, height) * 0.06);
  const back = Math.atan2(tail.y - tip.y, tail.x - tip.x);
  const barb = (angle: number): Point => ({
    x: tip.x + Math.cos(back + angle) * barbLength,
    y: tip.y + Math.sin(back + angle) * barbLength,
  });
  return { tail, tip, barbs: [barb(-BARB_ANGLE), barb(BARB_ANGLE)] };
}

/** Seen on a small screen too, however large the picture. */
export const lineWidthPx = ({ width, height }: Size): number =>
  Math.max(4, Math.max(width, height) * 0.01);

function halfOf({ width, height }: Size): Point {
  const half = PLACED * Math.max(width, height);
  return { x: Math.min(0.45, half / width), y: Math.min(0.45, half / height) };
}

const within = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
const inside = (share: number): number => within(share, 0, 1);
