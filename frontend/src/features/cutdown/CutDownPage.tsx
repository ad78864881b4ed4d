// Cutting down: a cap on each day that falls until there is nothing left to smoke.
import {
  Alert,
  Anchor,
  Button,
  Group,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Problem } from "@/api/problem";
import { CUT_DOWN_MODES, type CutDown, type CutDownMode } from "@/api/types";
import { stepName } from "@/features/insights/moments";
import { ceiling } from "@/features/insights/plot";
import { Plot } from "@/features/insights/Plot";
import { useProgress } from "@/features/progress/queries";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatLocalDate, shiftDate } from "@/ui/format";
import { Page } from "@/ui/Page";
import { FormError } from "@/ui/states";
import { beginningOf, faultsIn, inputOf, LONGEST_DAYS } from "./entry";
import { useCutDown, useCutFurther, useStopCutting } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const plan = useCutDown();
  const progress = useProgress();
  return (
    <Page title={t("cutDown.title")} size={720}>
      <Answered query={plan}>
        {(current) => (
          <>
            {current && <Course plan={current} />}
            <Answered query={progress}>
              {({ today }) => <PlanForm key={current?.version} plan={current} today={today} />}
            </Answered>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Course({ plan }: { plan: CutDown }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const stop = useStopCutting();
  const dates = (style: "short" | "long") =>
    plan.days.map(({ local_date }) =>
      stepName(`${local_date}T00:00:00Z`, "day", "UTC", language, style),
    );
  return (
    <Card title={t("cutDown.course")}>
      <Stack>
        <Text fw={600} size="lg" role="status">
          {plan.cap_today === null
            ? t("cutDown.begins", { date: formatLocalDate(plan.starts_on, language) })
            : t("cutDown.today", { count: plan.cap_today })}
        </Text>
        <Plot
          label={t("cutDown.course")}
          places={dates("short")}
          longPlaces={dates("long")}
          top={ceiling(plan.start_cap)}
          series={[
            {
              name: t("cutDown.most"),
              kind: "bar",
              color: "pine",
              values: plan.days.map(({ cap }) => cap),
            },
          ]}
        />
        <Text size="sm">
          {t("cutDown.none", { date: formatLocalDate(plan.ends_on, language) })}
        </Text>
        <Alert color="ember" variant="light">
          <Text size="sm">{plan.note.words[language]}</Text>
          <Text size="xs" c="dimmed" mt={4}>
            {plan.note.source}
          </Text>
        </Alert>
        <FormError>{stop.error && sentenceFor(stop.error, t)}</FormError>
        <Button
          variant="default"
          loading={stop.isPending}
          onClick={() => stop.mutate(plan)}
          style={{ alignSelf: "flex-start" }}
        >
          {t("cutDown.stop")}
        </Button>
      </Stack>
    </Card>
  );
}

function PlanForm({ plan, today }: { plan: CutDown | null; today: string }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<CutDownMode>(plan?.mode ?? "linear");
  const [endsOn, setEndsOn] = useState(plan?.ends_on ?? "");
  const [cap, setCap] = useState(plan ? String(plan.start_cap) : "");
  const [wasSent, setSent] = useState(false);
  const save = useCutFurther(plan);
  const startsOn = beginningOf(plan, today);
  const entry = { mode, ends_on: endsOn, start_cap: cap };
  const faults = faultsIn(entry, startsOn, today);
  const wantsProfile = save.error instanceof Problem && save.error.code === "no_tobacco_profile";
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(true);
    if (faults.length > 0) return;
    save.mutate(inputOf(entry, startsOn), {
      onSuccess: () => notifications.show({ message: t("common.saved") }),
    });
  };
  return (
    <Card title={t(plan ? "cutDown.change" : "cutDown.begin")}>
      <form onSubmit={send} noValidate>
        <Stack>
          {!plan && <Text>{t("cutDown.lead")}</Text>}
          <Radio.Group label={t("cutDown.mode")} value={mode} onChange={setMode}>
            <Stack gap="xs" mt="xs">
              {CUT_DOWN_MODES.map((each) => (
                <Radio key={each} value={each} label={t(`cutDown.modes.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="date"
              label={t("cutDown.endsOn")}
              min={shiftDate(today, 1)}
              max={shiftDate(startsOn, LONGEST_DAYS)}
              value={endsOn}
              onChange={({ currentTarget }) => setEndsOn(currentTarget.value)}
              error={wasSent && faults.includes("ends_on") && t("cutDown.wrongEnd")}
            />
            <TextInput
              label={t("cutDown.startCap")}
              placeholder={t("cutDown.asProfile")}
              inputMode="numeric"
              value={cap}
              onChange={({ currentTarget }) => setCap(currentTarget.value)}
              error={
                (wasSent && faults.includes("start_cap") && t("cutDown.wrongCap")) ||
                (wantsProfile && t("cutDown.noProfile"))
              }
            />
          </SimpleGrid>
          <FormError>{save.error && !wantsProfile && sentenceFor(save.error, t)}</FormError>
          <Group justify="space-between">
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
            <Anchor component={Link} to="/plan" size="sm">
              {t("plan.title")}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
