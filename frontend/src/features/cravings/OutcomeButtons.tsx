// How it ended. That it passed takes one tap; that it did not, one more for how many.
import { Button, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_CIGARETTES } from "./draft";
import styles from "./OutcomeButtons.module.css";

interface OutcomeButtonsProps {
  passed: string;
  isReady: boolean;
  /** What was said before, where an entry is changed. */
  smokedBefore?: number | null;
  /** Called with how many, 0 if it passed. */
  save: (cigarettes: number) => void;
}

export function OutcomeButtons({ passed, isReady, smokedBefore, save }: OutcomeButtonsProps) {
  const { t } = useTranslation();
  const [isSmoked, setSmoked] = useState(Boolean(smokedBefore));
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs" role="group" aria-label={t("cravings.form.outcome")}>
        <Button classNames={styles} px="xs" disabled={!isReady} onClick={() => save(0)}>
          {passed}
        </Button>
        <Button
          classNames={styles}
          px="xs"
          variant="default"
          disabled={!isReady}
          aria-expanded={isSmoked}
          onClick={() => setSmoked(!isSmoked)}
        >
          {t("cravings.form.smoked")}
        </Button>
      </SimpleGrid>
      {isSmoked && <HowMany before={smokedBefore || 1} isReady={isReady} save={save} />}
    </Stack>
  );
}

interface HowManyProps {
  before: number;
  isReady: boolean;
  save: (cigarettes: number) => void;
}

function HowMany({ before, isReady, save }: HowManyProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number | string>(before);
  const count = typeof typed === "number" ? typed : 0;
  return (
    <SimpleGrid cols={2} spacing="xs" style={{ alignItems: "end" }}>
      <NumberInput
        label={t("cravings.form.howMany")}
        min={1}
        max={MOST_CIGARETTES}
        allowDecimal={false}
        clampBehavior="strict"
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
      />
      <Button disabled={!isReady || count < 1} onClick={() => save(count)}>
        {t("cravings.form.save")}
      </Button>
    </SimpleGrid>
  );
}
