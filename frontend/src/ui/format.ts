// Numbers, money and time as people read them in their language.
import type { Money } from "@/api/types";

export function fractionDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

export function formatMoney({ amount_minor, currency }: Money, language: string): string {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(amount_minor / 10 ** digits);
}

/** Of a decimal number such as "8.3", which stands for a hundredth of it. */
export function formatPercent(percent: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(Number(percent) / 100);
}

/** What was typed as minor units, without passing through a float; null when it is no amount. */
export function parseMoney(typed: string, currency: string): Money | null {
  const digits = fractionDigits(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim().replace(/\s/g, ""));
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const amount_minor = Number(whole + fraction.padEnd(digits, "0"));
  return amount_minor > 0 ? { amount_minor, currency } : null;
}

export interface Span {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

export function span(totalSeconds: number): Span {
  const whole = Math.max(0, Math.floor(totalSeconds));
  return {
    days: Math.floor(whole / 86_400),
    hours: Math.floor(whole / 3_600) % 24,
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
  };
}

export function formatDate(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(instant));
}

/** A day without a time, which is the same day wherever it is read. */
export function formatLocalDate(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));
}

export function formatDateTime(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(instant),
  );
}

export function formatTime(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(instant));
}

/** `2026-03-01` for the day `shift` days after `date`, also `2026-03-01`. */
export function shiftDate(date: string, shift: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + shift);
  return day.toISOString().slice(0, 10);
}

/** The parts of a moment as the inputs of this device want them: local date and time. */
export function localParts(moment: Date): { date: string; time: string } {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}
