// How a wave ended: how strong the urge is now, what was tried, and whether somebody smoked.
import { Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STRATEGIES, type Strategy, type WaveInput } from "@/api/types";
import { Choices } from "@/features/cravings/Choices";
import { endingOf, NO_DETAILS } from "@/features/cravings/draft";
import { OutcomeButtons } from "@/features/cravings/OutcomeButtons";
import { Strength } from "@/features/cravings/Strength";
import { useNotebook } from "@/offline/notebook";
import { FormError } from "@/ui/states";

interface OutcomeFormProps {
  wave: WaveInput;
  ended: () => void;
}

export function OutcomeForm({ wave, ended }: OutcomeFormProps) {
  const { t } = useTranslation();
  const { queue } = useNotebook();
  const [endedAt] = useState(() => new Date().toISOString());
  const [after, setAfter] = useState<number | null>(null);
  const [strategy, setStrategy] = useState<Strategy[]>([]);
  const [error, setError] = useState<string | null>(null);
  const save = async (cigarettes: number) => {
    if (after === null) return;
    const ending = endingOf({ ...NO_DETAILS, strategy }, cigarettes > 0, cigarettes);
    try {
      await queue.add({
        kind: "ending",
        wave,
        outcome: { ...ending, ended_at: endedAt, intensity_after: after },
      });
    } catch {
      setError(t("cravings.form.notKept"));
      return;
    }
    ended();
  };
  return (
    <Stack>
      <Strength
        label={t("sos.wave.after")}
        low={t("cravings.form.intensityLow")}
        high={t("cravings.form.intensityHigh")}
        from={0}
        value={after}
        onChange={setAfter}
      />
      <Choices
        label={t("sos.wave.helped")}
        names={STRATEGIES}
        nameOf={(name) => t(`cravings.strategy.${name}`)}
        value={strategy}
        onChange={setStrategy}
      />
      <FormError>{error}</FormError>
      <OutcomeButtons
        passed={t("sos.wave.passed")}
        isReady={after !== null}
        save={(cigarettes) => void save(cigarettes)}
      />
    </Stack>
  );
}
