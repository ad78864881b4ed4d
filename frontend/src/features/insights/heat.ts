// How dark each hour of the week is.

export const LEVELS = 4;

/** From 0, where there was none, to `LEVELS` for the hour with the most. */
export function levelOf(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : Math.ceil((LEVELS * count) / most);
}

export interface Cell {
  /** 0 is Monday. */
  weekday: number;
  hour: number;
  count: number;
}

/** The hour with the most, the earliest of equals; null where there is none at all. */
export function darkest(hours: readonly (readonly number[])[]): Cell | null {
  let found: Cell | null = null;
  hours.forEach((day, weekday) =>
    day.forEach((count, hour) => {
      if (count > (found?.count ?? 0)) found = { weekday, hour, count };
    }),
  );
  return found;
}

/** 1 January 2024 was a Monday. */
export function weekdayName(weekday: number, language: string, style: "short" | "long"): string {
  const day = new Date(Date.UTC(2024, 0, 1 + weekday));
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" }).format(day);
}

export function hourName(hour: number, language: string): string {
  const moment = new Date(Date.UTC(2024, 0, 1, hour));
  return new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: "UTC" }).format(moment);
}
