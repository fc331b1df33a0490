/** A PIN that a finder of the phone would try first: one digit, a row up or down, a repeated pattern. */
export function isWeakPin(pin: string): boolean {
  const isPattern = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
  return isPattern || isRow(pin, 1) || isRow(pin, 9);
}

/** Each digit is `step` more than the one before, 9 being followed by 0. */
function isRow(pin: string, step: number): boolean {
  const digits = [...pin].map(Number);
  return digits.every((digit, at) => {
    const before = digits[at - 1];
    return before === undefined || digit === (before + step) % 10;
  });
}
