import { useRef } from 'preact/hooks';

interface PressHandlers {
  onPointerDown: (event: PointerEvent) => void;
  onMouseDown: (event: MouseEvent) => void;
  onClick: () => void;
}

/**
 * Answers a touch at once, and a keyboard or screen reader (which send a click alone) as well.
 * Keeps the focus where it is, so that a field beside the pad stays the one that is typed into.
 */
export function usePress(onPress: () => void): PressHandlers {
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      pressedAt.current = event.timeStamp;
      onPress();
    },
    onMouseDown: (event) => event.preventDefault(),
    onClick: () => {
      const isOfThatTouch = pressedAt.current !== Number.NEGATIVE_INFINITY;
      pressedAt.current = Number.NEGATIVE_INFINITY;
      if (!isOfThatTouch) onPress();
    },
  };
}
