// Logging a craving: one tap for how strong, one for how it ended. All else is for who wants to.
import { Button, Collapse, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
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
  MOST_CIGARETTES,
  type Draft,
} from "./draft";
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

  const save = async (smoked: boolean) => {
    const craving = cravingOfDraft({ ...draft, smoked }, new Date());
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
  const isReady = draft.intensity !== null && !badMoment(draft.when);
  return (
    <Stack ref={whole} tabIndex={-1} style={{ outline: "none" }}>
      <Strength
        label={t("cravings.form.intensity")}
        low={t("cravings.form.intensityLow")}
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
      <SimpleGrid cols={2} spacing="xs" role="group" aria-label={t("cravings.form.outcome")}>
        <Button size="md" px="xs" disabled={!isReady} onClick={() => void save(false)}>
          {t("cravings.form.passed")}
        </Button>
        <Button
          size="md"
          px="xs"
          variant="default"
          disabled={!isReady}
          aria-expanded={draft.smoked === true}
          onClick={() => change({ smoked: draft.smoked === true ? null : true })}
        >
          {t("cravings.form.smoked")}
        </Button>
      </SimpleGrid>
      {draft.smoked === true && (
        <HowMany
          value={draft.cigarettes}
          change={(cigarettes) => change({ cigarettes })}
          save={() => void save(true)}
          isReady={isReady}
        />
      )}
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

interface HowManyProps {
  value: number;
  change: (cigarettes: number) => void;
  save: () => void;
  isReady: boolean;
}

export function HowMany({ value, change, save, isReady }: HowManyProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number | string>(value);
  const isNumber = typeof typed === "number" && typed >= 1;
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
        onChange={(number) => {
          setTyped(number);
          if (typeof number === "number") change(number);
        }}
      />
      <Button disabled={!isNumber || !isReady} onClick={save}>
        {t("cravings.form.save")}
      </Button>
    </SimpleGrid>
  );
}

function badMoment(when: string): boolean {
  return when !== "" && !isInRange(new Date(when), new Date());
}
