// A length of time in words.
import type { TFunction } from "i18next";
import { span } from "@/ui/format";

/** The two largest parts that say something: days and hours, or hours and minutes. */
export function duration(seconds: number, t: TFunction): string {
  const { days, hours, minutes } = span(seconds);
  const parts = [
    days > 0 && t("progress.duration.days", { count: days }),
    hours > 0 && t("progress.duration.hours", { count: hours }),
    days === 0 &&
      (minutes > 0 || hours === 0) &&
      t("progress.duration.minutes", { count: minutes }),
  ];
  return parts.filter(Boolean).join(" ");
}
