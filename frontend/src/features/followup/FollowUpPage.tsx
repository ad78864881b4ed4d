// Four weeks, three months, half a year after quitting: how it goes, in three answers.
import { Anchor, Button, Input, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Progress } from "@/api/types";
import { Strength } from "@/features/cravings/Strength";
import { useProgress } from "@/features/progress/queries";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatLocalDate } from "@/ui/format";
import { Page } from "@/ui/Page";
import { FormError, Loading } from "@/ui/states";
import { comingAmong, ppmOf, type Open } from "./due";
import { useAnswerFollowUp, useFollowUps, useOpenFollowUp } from "./queries";

export function Component() {
  const { t } = useTranslation();
  return (
    <Page title={t("followUp.title")} size={720}>
      <Answered query={useProgress()}>{(progress) => <Asked progress={progress} />}</Answered>
    </Page>
  );
}

function Asked({ progress }: { progress: Progress }) {
  const open = useOpenFollowUp(progress);
  const [wasSmokeFree, setAnswered] = useState<boolean | null>(null);
  if (wasSmokeFree !== null) return <Thanks smokeFree={wasSmokeFree} today={progress.today} />;
  if (open === undefined) return <Loading />;
  if (open === null) return <Coming today={progress.today} />;
  return <Questions key={open.code} open={open} answered={setAnswered} />;
}

interface QuestionsProps {
  open: Open;
  answered: (smokeFree: boolean) => void;
}

function Questions({ open, answered }: QuestionsProps) {
  const { t } = useTranslation();
  const [smokeFree, setSmokeFree] = useState<boolean | null>(null);
  const [confidence, setConfidence] = useState<number | null>(null);
  const [typed, setTyped] = useState("");
  const [wasSent, setSent] = useState(false);
  const answer = useAnswerFollowUp(answered);
  const ppm = ppmOf(typed);
  const isComplete = smokeFree !== null && confidence !== null;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(true);
    if (!isComplete || ppm === undefined) return;
    answer.mutate({ smokeFree, confidence, ppm });
  };
  return (
    <Card title={t(`followUp.titles.${open.code}`)}>
      <form onSubmit={send} noValidate>
        <Stack>
          <Text>{t("followUp.lead")}</Text>
          <Radio.Group
            label={t("followUp.smokeFree")}
            value={smokeFree === null ? "" : String(smokeFree)}
            onChange={(value) => setSmokeFree(value === "true")}
            error={wasSent && smokeFree === null && t("followUp.choose")}
          >
            <Stack gap="xs" my="xs">
              <Radio value="true" label={t("progress.checkIn.smokeFree")} />
              <Radio value="false" label={t("progress.checkIn.smoked")} />
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            {t("followUp.between")}{" "}
            <Anchor component={Link} to="/progress" inherit>
              {t("progress.slip.open")}
            </Anchor>
          </Text>
          <div>
            <Strength
              label={t("followUp.confidence")}
              low={t("followUp.low")}
              high={t("followUp.high")}
              from={0}
              value={confidence}
              onChange={setConfidence}
            />
            {wasSent && confidence === null && (
              <Input.Error mt={4}>{t("followUp.choose")}</Input.Error>
            )}
          </div>
          <TextInput
            label={`${t("followUp.ppm")} (${t("common.optional")})`}
            description={t("followUp.ppmHint")}
            inputMode="numeric"
            maw={320}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            error={wasSent && ppm === undefined && t("followUp.ppmWrong")}
          />
          <FormError>
            {wasSent && !isComplete
              ? t("followUp.incomplete")
              : answer.error && sentenceFor(answer.error, t)}
          </FormError>
          <Button type="submit" loading={answer.isPending}>
            {t("followUp.send")}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}

function Thanks({ smokeFree, today }: { smokeFree: boolean; today: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Card title={t("followUp.thanks")}>
        <Stack align="flex-start" role="status">
          <Text>{t(smokeFree ? "followUp.wellDone" : "followUp.goOn")}</Text>
          <Button component={Link} to="/progress" variant="light">
            {t("nav.progress")}
          </Button>
        </Stack>
      </Card>
      <Coming today={today} />
    </>
  );
}

function Coming({ today }: { today: string }) {
  const { t } = useTranslation();
  return (
    <Answered query={useFollowUps()}>
      {(items) => {
        const next = comingAmong(items, today);
        return (
          <Card>
            <Text c="dimmed">
              {next
                ? t("followUp.next", { date: formatLocalDate(next.local_date, currentLanguage()) })
                : t("followUp.none")}
            </Text>
          </Card>
        );
      }}
    </Answered>
  );
}
