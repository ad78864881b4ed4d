// The daily check-in: one tap for how it went, one to save, and more for those who want.
import {
  Button,
  Collapse,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  ThemeIcon,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problem";
import type { CheckIn, Progress } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatLocalDate, shiftDate } from "@/ui/format";
import { CheckIcon } from "@/ui/icons";
import { Scale } from "@/ui/Scale";
import { FormError } from "@/ui/states";
import styles from "./CheckInCard.module.css";
import { useCheckIn, useRecentCheckIns } from "./queries";

const DAYS_BACK = 7;
const LONGEST_NOTE = 1000;

interface CheckInCardProps {
  progress: Progress;
  offerSlip: () => void;
}

export function CheckInCard({ progress, offerSlip }: CheckInCardProps) {
  const { t } = useTranslation();
  const [another, setAnother] = useState(false);
  const recent = useRecentCheckIns().data ?? [];
  const done = recent.find(({ local_date }) => local_date === progress.today);
  const taken = new Set(recent.map(({ local_date }) => local_date));
  const days = Array.from({ length: DAYS_BACK + 1 }, (_, back) => shiftDate(progress.today, -back));
  const open = days.filter(
    (day) => !taken.has(day) && !(day === progress.today && progress.checked_in_today),
  );
  const canSlip = progress.status === "quit";
  if (progress.checked_in_today && !another) {
    return (
      <Card title={t("progress.checkIn.done")}>
        <Done checkIn={done} />
        {open.length > 0 && (
          <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAnother(true)}>
            {t("progress.checkIn.another")}
          </Button>
        )}
      </Card>
    );
  }
  return (
    <Card title={t("progress.checkIn.title")}>
      <CheckInForm
        key={open[0]}
        days={open}
        today={progress.today}
        saved={(smokeFree) => {
          setAnother(false);
          if (!smokeFree && canSlip) offerSlip();
        }}
      />
    </Card>
  );
}

function Done({ checkIn }: { checkIn: CheckIn | undefined }) {
  const { t } = useTranslation();
  if (!checkIn) return null;
  return (
    <Group wrap="nowrap" align="flex-start">
      <ThemeIcon radius="xl" size={36} color={checkIn.smoke_free ? "pine" : "ember"}>
        <CheckIcon />
      </ThemeIcon>
      <Stack gap={2}>
        <Text fw={550}>
          {checkIn.smoke_free
            ? t("progress.checkIn.doneSmokeFree")
            : t("progress.checkIn.doneSmoked")}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            checkIn.mood !== null && `${t("progress.checkIn.mood")} ${checkIn.mood}/10`,
            checkIn.craving !== null && `${t("progress.checkIn.craving")} ${checkIn.craving}/10`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {checkIn.note && (
          <Text size="sm" c="dimmed" className={styles.note}>
            {checkIn.note}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

interface CheckInFormProps {
  days: string[];
  today: string;
  saved: (smokeFree: boolean) => void;
}

function CheckInForm({ days, today, saved }: CheckInFormProps) {
  const { t } = useTranslation();
  // One id for one check-in: sending it again after a lost answer does not make two of it.
  const clientId = useRef(crypto.randomUUID());
  const [smokeFree, setSmokeFree] = useState<boolean | null>(null);
  const [day, setDay] = useState(days[0] ?? today);
  const [mood, setMood] = useState<number | null>(null);
  const [craving, setCraving] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const checkIn = useCheckIn(({ smoke_free }) => {
    notifications.show({ message: t("progress.checkIn.saved") });
    saved(smoke_free);
  });
  const save = () => {
    if (smokeFree === null) return;
    checkIn.mutate(
      {
        client_id: clientId.current,
        local_date: day,
        smoke_free: smokeFree,
        ...(mood === null ? {} : { mood }),
        ...(craving === null ? {} : { craving }),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      {
        onError: (error) => {
          if (error instanceof Problem) clientId.current = crypto.randomUUID();
        },
      },
    );
  };
  return (
    <Stack>
      <div className={styles.choices} role="radiogroup" aria-label={t("progress.checkIn.title")}>
        <Choice chosen={smokeFree === true} choose={() => setSmokeFree(true)}>
          {t("progress.checkIn.smokeFree")}
        </Choice>
        <Choice chosen={smokeFree === false} choose={() => setSmokeFree(false)}>
          {t("progress.checkIn.smoked")}
        </Choice>
      </div>
      <Collapse expanded={smokeFree !== null}>
        <Stack>
          <Scale
            label={t("progress.checkIn.mood")}
            low={t("progress.checkIn.moodLow")}
            high={t("progress.checkIn.moodHigh")}
            value={mood}
            onChange={setMood}
          />
          <Scale
            label={t("progress.checkIn.craving")}
            low={t("progress.checkIn.cravingLow")}
            high={t("progress.checkIn.cravingHigh")}
            value={craving}
            onChange={setCraving}
          />
          <Textarea
            label={`${t("progress.checkIn.note")} (${t("common.optional")})`}
            placeholder={t("progress.checkIn.notePlaceholder")}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={LONGEST_NOTE}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <NativeSelect
            label={t("progress.checkIn.day")}
            data={days.map((value) => ({ value, label: dayName(value, today) }))}
            value={day}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
        </Stack>
      </Collapse>
      <FormError>{checkIn.error && sentenceFor(checkIn.error, t)}</FormError>
      <Button disabled={smokeFree === null} loading={checkIn.isPending} onClick={save}>
        {t("progress.checkIn.save")}
      </Button>
    </Stack>
  );

  function dayName(value: string, now: string): string {
    if (value === now) return t("progress.checkIn.today");
    if (value === shiftDate(now, -1)) return t("progress.checkIn.yesterday");
    return formatLocalDate(value, currentLanguage());
  }
}

interface ChoiceProps {
  chosen: boolean;
  choose: () => void;
  children: string;
}

function Choice({ chosen, choose, children }: ChoiceProps) {
  return (
    <label className={styles.choice} data-chosen={chosen || undefined}>
      <input type="radio" name="smoke-free" checked={chosen} onChange={choose} />
      {children}
    </label>
  );
}
