// How a wave ended: how strong the urge is now, what was tried, and whether somebody smoked.
import { Button, SimpleGrid, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STRATEGIES, type Strategy, type WaveInput } from "@/api/types";
import { Choices } from "@/features/cravings/Choices";
import { HowMany } from "@/features/cravings/CravingForm";
import { endingOf, NO_DETAILS } from "@/features/cravings/draft";
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
  const [isSmoked, setSmoked] = useState(false);
  const [cigarettes, setCigarettes] = useState(1);
  const [error, setError] = useState<string | null>(null);
  const save = async (smoked: boolean) => {
    if (after === null) return;
    const ending = endingOf({ ...NO_DETAILS, strategy }, smoked, cigarettes);
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
      <SimpleGrid cols={2} spacing="xs" role="group" aria-label={t("cravings.form.outcome")}>
        <Button size="md" px="xs" disabled={after === null} onClick={() => void save(false)}>
          {t("sos.wave.passed")}
        </Button>
        <Button
          size="md"
          px="xs"
          variant="default"
          disabled={after === null}
          aria-expanded={isSmoked}
          onClick={() => setSmoked(!isSmoked)}
        >
          {t("cravings.form.smoked")}
        </Button>
      </SimpleGrid>
      {isSmoked && (
        <HowMany
          value={cigarettes}
          change={setCigarettes}
          save={() => void save(true)}
          isReady={after !== null}
        />
      )}
    </Stack>
  );
}
