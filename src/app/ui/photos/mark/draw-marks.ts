import { arrowOf, ellipseOf, lineWidthPx, type Mark, type Size } from './mark-shape.ts';

/** Red between white between black: one of them stands out on any ground. */
const LAYERS = [
  { colour: '#000000', widths: 2.4 },
  { colour: '#ffffff', widths: 2 },
  { colour: '#d00000', widths: 1 },
];

export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  size: Size,
): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const mark of marks)
    for (const { colour, widths } of LAYERS) {
      context.strokeStyle = colour;
      context.lineWidth = lineWidthPx(size) * widths;
      context.beginPath();
      trace(context, mark, size);
      context.stroke();
    }
}

function trace(context: CanvasRenderingContext2D, mark: Mark, size: Size): void {
  if (mark.tool === 'circle') {
    const { x, y, radiusX, radiusY } = ellipseOf(mark, size);
    context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
    return;
  }
  const { tail, tip, barbs } = arrowOf(mark, size);
  context.moveTo(tail.x, tail.y);
  context.lineTo(tip.x, tip.y);
  context.moveTo(barbs[0].x, barbs[0].y);
  context.lineTo(tip.x, tip.y);
  context.lineTo(barbs[1].x, barbs[1].y);
}
