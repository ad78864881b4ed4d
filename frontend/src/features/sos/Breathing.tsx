// Breathe with the circle: in while it grows, out while it shrinks, a little longer out than in.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Wave.module.css";

const IN_MS = 4_000;
const OUT_MS = 6_000;

export function Breathing() {
  const { t } = useTranslation();
  const [isIn, setIn] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIn(!isIn), isIn ? IN_MS : OUT_MS);
    return () => clearTimeout(timer);
  }, [isIn]);
  return (
    <div className={styles.breathing}>
      <div className={styles.breath} data-in={isIn || undefined} aria-hidden="true" />
      <span className={styles.breathWord} aria-hidden="true">
        {t(isIn ? "sos.breathing.in" : "sos.breathing.out")}
      </span>
      <span className={styles.breathHelp}>{t("sos.breathing.how")}</span>
    </div>
  );
}
