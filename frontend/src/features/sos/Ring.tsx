// The time that is left, as a ring that empties and a clock within.
import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clockFace } from "./timer";
import styles from "./Wave.module.css";

const RADIUS = 54;
const LENGTH = 2 * Math.PI * RADIUS;

export function Ring({ secondsLeft, done }: { secondsLeft: number; done: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.ring}>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle cx="60" cy="60" r={RADIUS} className={styles.track} />
        <circle
          cx="60"
          cy="60"
          r={RADIUS}
          className={styles.left}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * done}
          transform="rotate(-90 60 60)"
        />
      </svg>
      <span className={styles.clock} role="timer" aria-live="off">
        {clockFace(secondsLeft)}
      </span>
      {/* Once a minute, so that it can be heard without counting every second. */}
      <VisuallyHidden role="status">
        {t("sos.wave.left", { count: Math.ceil(secondsLeft / 60) })}
      </VisuallyHidden>
    </div>
  );
}
