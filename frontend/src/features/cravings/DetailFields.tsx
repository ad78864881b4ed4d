// What a craving came with, for those who want to say.
import { Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ACTIVITIES, COMPANY, FEELINGS, STRATEGIES } from "@/api/types";
import { Choices } from "./Choices";
import { LONGEST_LABEL, LONGEST_NOTE, type Details } from "./draft";
import { PlaceChoice } from "./PlaceChoice";

interface DetailFieldsProps {
  value: Details;
  change: (part: Partial<Details>) => void;
}

export function DetailFields({ value, change }: DetailFieldsProps) {
  const { t } = useTranslation();
  const optional = ` (${t("common.optional")})`;
  return (
    <Stack>
      <Choices
        label={t("cravings.form.feeling")}
        names={FEELINGS}
        nameOf={(name) => t(`cravings.feeling.${name}`)}
        value={value.feeling}
        onChange={(feeling) => change({ feeling })}
      />
      <Choices
        label={t("cravings.form.activity")}
        names={ACTIVITIES}
        nameOf={(name) => t(`cravings.activity.${name}`)}
        value={value.activity}
        onChange={(activity) => change({ activity })}
      />
      <Choices
        label={t("cravings.form.company")}
        names={COMPANY}
        nameOf={(name) => t(`cravings.company.${name}`)}
        value={value.company}
        onChange={(company) => change({ company })}
      />
      <Choices
        label={t("cravings.form.strategy")}
        names={STRATEGIES}
        nameOf={(name) => t(`cravings.strategy.${name}`)}
        value={value.strategy}
        onChange={(strategy) => change({ strategy })}
      />
      <TextInput
        label={t("cravings.form.place") + optional}
        description={t("cravings.form.placeHint")}
        maxLength={LONGEST_LABEL}
        value={value.placeLabel}
        onChange={({ currentTarget }) => change({ placeLabel: currentTarget.value })}
      />
      <PlaceChoice geo={value.geo} change={(geo) => change({ geo })} />
      <Textarea
        label={t("cravings.form.note") + optional}
        autosize
        maxRows={6}
        maxLength={LONGEST_NOTE}
        value={value.note}
        onChange={({ currentTarget }) => change({ note: currentTarget.value })}
      />
    </Stack>
  );
}
