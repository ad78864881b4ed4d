// Choosing the moment to stop, which may already be behind.
import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { localParts, shiftDate } from "@/ui/format";
import { showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { useSetQuitDate } from "./queries";

const SOON_DAYS = 14;
const FURTHEST_DAYS = 365;
const EARLIEST = "1900-01-01";
const CHOICES = [
  ["today", 0],
  ["tomorrow", 1],
  ["inAWeek", 7],
] as const;

interface QuitDateFormProps {
  quitAt?: string | null;
  done?: () => void;
}

export function QuitDateForm({ quitAt, done }: QuitDateFormProps) {
  const { t } = useTranslation();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const setQuitDate = useSetQuitDate(() => {
    notifications.show({ message: t("progress.plan.saved") });
    done?.();
  });
  const today = localParts(new Date()).date;
  const form = useForm({
    initialValues: quitAt ? localParts(new Date(quitAt)) : { date: "", time: "08:00" },
    validate: {
      date: (value) => {
        if (!value) return t("auth.required");
        const inRange = value >= EARLIEST && value <= shiftDate(today, FURTHEST_DAYS);
        return inRange ? null : t("progress.plan.range");
      },
      time: (value) => (value ? null : t("auth.required")),
    },
  });
  const { date } = form.getValues();
  const submit = form.onSubmit((values) => {
    setElsewhere(null);
    const moment = new Date(`${values.date}T${values.time}`).toISOString();
    setQuitDate.mutate(moment, {
      onError: (error) => setElsewhere(showAtFields(error, form, t)),
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text c="dimmed">{t("progress.noPlan.lead")}</Text>
        <Group gap="xs">
          {CHOICES.map(([name, days]) => (
            <Button
              key={name}
              variant={date === shiftDate(today, days) ? "filled" : "default"}
              size="sm"
              radius="xl"
              aria-pressed={date === shiftDate(today, days)}
              onClick={() => form.setFieldValue("date", shiftDate(today, days))}
            >
              {t(`progress.plan.${name}`)}
            </Button>
          ))}
        </Group>
        <Group align="flex-start" grow>
          <TextInput
            type="date"
            label={t("progress.plan.date")}
            min={EARLIEST}
            max={shiftDate(today, FURTHEST_DAYS)}
            {...form.getInputProps("date")}
          />
          <TextInput type="time" label={t("progress.plan.time")} {...form.getInputProps("time")} />
        </Group>
        {date > shiftDate(today, SOON_DAYS) && (
          <Alert color="ember" role="status">
            {t("progress.plan.sooner")}
          </Alert>
        )}
        {date >= EARLIEST && date < today && <Alert role="status">{t("progress.plan.past")}</Alert>}
        <FormError>{elsewhere}</FormError>
        <Button type="submit" loading={setQuitDate.isPending}>
          {t("progress.plan.save")}
        </Button>
      </Stack>
    </form>
  );
}
