// The clock: how long somebody has been smoke-free, or how long until they stop.
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Progress } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { formatDateTime, span } from "@/ui/format";
import { useNow } from "@/ui/now";
import styles from "./Hero.module.css";

interface HeroProps {
  progress: Progress;
  /** When `progress` arrived, on this device's clock. */
  receivedAt: number;
  children: ReactNode;
}

export function Hero({ progress, receivedAt, children }: HeroProps) {
  const { t } = useTranslation();
  const planned = progress.status === "planned";
  const title = planned ? t("progress.startsIn") : t("progress.smokeFreeFor");
  return (
    <section className={styles.hero} aria-label={title}>
      <Text fw={600} fz="lg">
        {title}
      </Text>
      <Ticker progress={progress} receivedAt={receivedAt} />
      <Text size="sm" className={styles.quiet}>
        {progress.quit_at &&
          t("progress.quitOn", { date: formatDateTime(progress.quit_at, currentLanguage()) })}
        {planned ? `. ${t("progress.planned")}` : ""}
      </Text>
      {children}
    </section>
  );
}

function Ticker({ progress, receivedAt }: { progress: Progress; receivedAt: number }) {
  const { t } = useTranslation();
  const passed = (useNow() - receivedAt) / 1000;
  const { days, hours, minutes, seconds } = span(secondsShown(progress, passed));
  return (
    <div className={styles.clock} role="timer" aria-live="off">
      <div className={styles.days}>
        <span className={styles.big}>{days}</span>
        <span className={styles.unit}>{t("progress.day", { count: days })}</span>
      </div>
      <Part value={hours} unit={t("progress.units.hours")} />
      <Part value={minutes} unit={t("progress.units.minutes")} />
      <Part value={seconds} unit={t("progress.units.seconds")} />
    </div>
  );
}

/** Counted from what the server said, so that a device with a wrong clock shows the right time. */
function secondsShown(progress: Progress, passed: number): number {
  if (progress.status === "quit") return progress.smoke_free_seconds + passed;
  if (progress.quit_at === null) return 0;
  return (Date.parse(progress.quit_at) - Date.parse(progress.as_of)) / 1000 - passed;
}

function Part({ value, unit }: { value: number; unit: string }) {
  return (
    <div className={styles.part}>
      <span className={styles.small}>{String(value).padStart(2, "0")}</span>
      <span className={styles.unit}>{unit}</span>
    </div>
  );
}
