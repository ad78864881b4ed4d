// The time that is left, as a ring that empties, and within it a circle to breathe with.
import { Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockFace } from "./timer";
import styles from "./Ring.module.css";

const RADIUS = 54;
const LENGTH = 2 * Math.PI * RADIUS;

/** A little longer out than in. */
const IN_MS = 4_000;
const OUT_MS = 6_000;

export function Ring({ secondsLeft, done }: { secondsLeft: number; done: number }) {
  const { t } = useTranslation();
  const isIn = useBreath();
  return (
    <>
      <div className={styles.ring}>
        <div className={styles.breath} data-in={isIn || undefined} aria-hidden="true" />
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
      </div>
      {/* Once a minute, so that it can be heard without counting every second. */}
      <VisuallyHidden role="status">
        {t("sos.wave.left", { count: Math.ceil(secondsLeft / 60) })}
      </VisuallyHidden>
      <Text fw={600} aria-hidden="true">
        {t(isIn ? "sos.breathing.in" : "sos.breathing.out")}
      </Text>
      <Text size="sm" c="dimmed">
        {t("sos.breathing.how")}
      </Text>
    </>
  );
}

function useBreath(): boolean {
  const [isIn, setIn] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIn(!isIn), isIn ? IN_MS : OUT_MS);
    return () => clearTimeout(timer);
  }, [isIn]);
  return isIn;
}
