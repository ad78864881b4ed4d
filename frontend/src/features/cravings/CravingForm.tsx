// Logging a craving: one tap for how strong, one for how it ended. All else is for who wants to.
import { Button, Collapse, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNotebook } from "@/offline/notebook";
import { FormError } from "@/ui/states";
import { DetailFields } from "./DetailFields";
import {
  cravingOfDraft,
  earliest,
  emptyDraft,
  inputValue,
  isInRange,
  LONGEST_LABEL,
  type Draft,
} from "./draft";
import { OutcomeButtons } from "./OutcomeButtons";
import { Strength } from "./Strength";

interface CravingFormProps {
  /** An entry to be changed; without one, it is a new one. */
  initial?: Draft;
  saved?: () => void;
}

export function CravingForm({ initial, saved }: CravingFormProps) {
  const { t } = useTranslation();
  const { queue } = useNotebook();
  const whole = useRef<HTMLDivElement>(null);
  const detailsId = useId();
  const [draft, setDraft] = useState(() => initial ?? emptyDraft());
  const [isDetailed, setDetailed] = useState(initial !== undefined);
  const [error, setError] = useState<string | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async (cigarettes: number) => {
    const smoked = cigarettes > 0;
    const craving = cravingOfDraft({ ...draft, smoked, cigarettes }, new Date());
    if (!craving) return;
    try {
      await queue.add({ kind: "craving", craving });
    } catch {
      setError(t("cravings.form.notKept"));
      return;
    }
    notifications.show({ message: t(`cravings.form.${smoked ? "saved" : "savedPassed"}`) });
    setError(null);
    setDraft(emptyDraft());
    setDetailed(false);
    whole.current?.focus();
    saved?.();
  };
  return (
    <Stack ref={whole} tabIndex={-1} style={{ outline: "none" }}>
      <Strength
        label={t("cravings.form.intensity")}
        low={t("cravings.form.intensityWeak")}
        high={t("cravings.form.intensityHigh")}
        from={1}
        value={draft.intensity}
        onChange={(intensity) => change({ intensity })}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isDetailed}
        aria-controls={detailsId}
        style={{ alignSelf: "flex-start" }}
        onClick={() => setDetailed(!isDetailed)}
      >
        {t(isDetailed ? "cravings.form.fewer" : "cravings.form.details")}
      </Button>
      <Collapse expanded={isDetailed} id={detailsId}>
        {isDetailed && <More draft={draft} change={change} />}
      </Collapse>
      <FormError>{error}</FormError>
      <OutcomeButtons
        // Another entry begins with no answer.
        key={draft.client_id}
        passed={t("cravings.form.passed")}
        isReady={draft.intensity !== null && !badMoment(draft.when)}
        smokedBefore={draft.smoked ? draft.cigarettes : null}
        save={(cigarettes) => void save(cigarettes)}
      />
    </Stack>
  );
}

interface MoreProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

function More({ draft, change }: MoreProps) {
  const { t } = useTranslation();
  const [opened] = useState(() => new Date());
  const optional = ` (${t("common.optional")})`;
  return (
    <Stack>
      <TextInput
        label={t("cravings.form.trigger") + optional}
        description={t("cravings.form.triggerHint")}
        maxLength={LONGEST_LABEL}
        value={draft.trigger}
        onChange={({ currentTarget }) => change({ trigger: currentTarget.value })}
      />
      <DetailFields value={draft} change={change} />
      <Strength
        label={t("cravings.form.after") + optional}
        low={t("cravings.form.intensityLow")}
        high={t("cravings.form.intensityHigh")}
        from={0}
        value={draft.after}
        onChange={(after) => change({ after })}
      />
      <TextInput
        type="datetime-local"
        label={t("cravings.form.when")}
        value={draft.when || inputValue(opened)}
        min={inputValue(earliest(opened))}
        max={inputValue(opened)}
        error={badMoment(draft.when) && t("cravings.form.range")}
        onChange={({ currentTarget }) => change({ when: currentTarget.value })}
      />
    </Stack>
  );
}

function badMoment(when: string): boolean {
  return when !== "" && !isInRange(new Date(when), new Date());
}
