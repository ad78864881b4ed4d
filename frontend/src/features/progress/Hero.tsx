// The clock: how long somebody has been smoke-free, or how long until they stop.
import { Text } from "@mantine/core";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Progress } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { formatDateTime, span } from "@/ui/format";
import { useNow } from "@/ui/now";
import { hasSlipped, secondsShown } from "./clock";
import { duration } from "./duration";
import styles from "./Hero.module.css";

interface HeroProps {
  progress: Progress;
  /** When `progress` arrived, on this device's clock. */
  receivedAt: number;
  children: ReactNode;
}

export function Hero({ progress, receivedAt, children }: HeroProps) {
  const { t } = useTranslation();
  const passed = (useNow() - receivedAt) / 1000;
  const title = titleOf(progress, t);
  return (
    <section className={styles.hero} aria-label={title}>
      <Text fw={600} fz="lg">
        {title}
      </Text>
      <Clock seconds={secondsShown(progress, passed)} />
      <Text size="sm" className={styles.quiet}>
        {progress.quit_at &&
          t("progress.quitOn", { date: formatDateTime(progress.quit_at, currentLanguage()) })}
        {progress.status === "planned" && `. ${t("progress.planned")}`}
      </Text>
      {hasSlipped(progress) && (
        <Text size="sm" className={styles.quiet}>
          {t("progress.sinceLast", { duration: duration(progress.smoke_free_seconds + passed, t) })}
        </Text>
      )}
      {children}
    </section>
  );
}

function titleOf(progress: Progress, t: TFunction): string {
  if (progress.status === "planned") return t("progress.startsIn");
  return hasSlipped(progress) ? t("progress.onYourWay") : t("progress.smokeFreeFor");
}

function Clock({ seconds: total }: { seconds: number }) {
  const { t } = useTranslation();
  const { days, hours, minutes, seconds } = span(total);
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

function Part({ value, unit }: { value: number; unit: string }) {
  return (
    <div className={styles.part}>
      <span className={styles.small}>{String(value).padStart(2, "0")}</span>
      <span className={styles.unit}>{unit}</span>
    </div>
  );
}
