// Where things are drawn. All lengths are in the units of the drawing, which is as wide as its card.

export const WIDTH = 600;
export const HEIGHT = 180;
export const LEFT = 36;
export const TOP = 18;
export const BOTTOM = 32;
const RIGHT = 8;

const INNER_WIDTH = WIDTH - LEFT - RIGHT;
export const FLOOR = HEIGHT - BOTTOM;

/** An even number that is at least `most`, so that the axis ends on it and has a whole middle. */
export function ceiling(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= most) ?? 10;
  return Math.max(2, step * power);
}

export function y(value: number, top: number): number {
  return FLOOR - (value / top) * (FLOOR - TOP);
}

/** The middle of the room that one of so many has. */
export function x(index: number, of: number): number {
  return LEFT + ((index + 0.5) / of) * INNER_WIDTH;
}

export function barWidth(of: number): number {
  return Math.min(28, (INNER_WIDTH / of) * 0.7);
}

/** A path through what is there; a gap stays one. */
export function pathThrough(values: readonly (number | null)[], top: number): string {
  let isBegun = false;
  return values
    .flatMap((value, index) => {
      if (value === null) {
        isBegun = false;
        return [];
      }
      const command = isBegun ? "L" : "M";
      isBegun = true;
      return [`${command}${x(index, values.length).toFixed(1)} ${y(value, top).toFixed(1)}`];
    })
    .join(" ");
}

/** Which of so many get their name below: the last, and evenly before it, at most `most`. */
export function named(of: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(of / most));
  return Array.from({ length: of }, (_, index) => index).filter(
    (index) => (of - 1 - index) % every === 0,
  );
}
