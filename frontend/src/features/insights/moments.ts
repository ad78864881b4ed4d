// What the steps of a chart are called.
import type { ChartStep } from "@/api/types";

const SHORT: Record<ChartStep, Intl.DateTimeFormatOptions> = {
  hour: { hour: "numeric", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "2-digit" },
};

const LONG: Record<ChartStep, Intl.DateTimeFormatOptions> = {
  hour: { weekday: "short", hour: "numeric", minute: "2-digit" },
  day: { weekday: "short", day: "numeric", month: "long" },
  week: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
};

/** Days begin where the person lives, wherever their device is. */
export function stepName(
  startsAt: string,
  step: ChartStep,
  timeZone: string,
  language: string,
  style: "short" | "long",
): string {
  const options = style === "short" ? SHORT[step] : LONG[step];
  return new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(startsAt));
}
