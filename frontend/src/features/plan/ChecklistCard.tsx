// Getting ready, in four steps: set a day, tell people, anticipate, remove (domain.md B11).
import {
  Alert,
  Anchor,
  Badge,
  Checkbox,
  Group,
  Input,
  SegmentedControl,
  Stack,
  Text,
} from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CLEARED, ROOMS, TOLD, type Checklist, type ChecklistInput } from "@/api/types";
import { Choices } from "@/features/cravings/Choices";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDateTime } from "@/ui/format";
import { FormError } from "@/ui/states";
import { useChecklist, useTick } from "./queries";
import styles from "./PlanPage.module.css";

export function ChecklistCard() {
  const { t } = useTranslation();
  const list = useChecklist();
  return (
    <Card title={t("plan.checklist.title")}>
      <Answered query={list}>{(data) => <Steps list={data} />}</Answered>
    </Card>
  );
}

function Steps({ list }: { list: Checklist }) {
  const { t } = useTranslation();
  const tick = useTick();
  /** What was ticked and is not answered yet. */
  const [wanted, setWanted] = useState<ChecklistInput | null>(null);
  const { set, tell, anticipate, remove } = list;
  const before: ChecklistInput = {
    told: tell.told,
    tell_skipped: tell.skipped,
    removed: { home: remove.home, car: remove.car, work: remove.work },
  };
  const current = wanted ?? before;
  const change = (part: Partial<ChecklistInput>) => {
    const next = { ...current, ...part };
    setWanted(next);
    // Only the last of several in a row comes back here.
    tick.mutate(next, { onSettled: () => setWanted(null) });
  };
  return (
    <Stack>
      {list.complete && (
        <Alert color="pine" variant="light" role="status">
          {t("plan.checklist.complete")}
        </Alert>
      )}
      <FormError>{tick.error && sentenceFor(tick.error, t)}</FormError>
      <ol className={styles.steps}>
        <Step title={t("plan.checklist.set")} done={set.done}>
          {set.quit_at ? (
            <Text size="sm">{formatDateTime(set.quit_at, currentLanguage())}</Text>
          ) : (
            <Anchor component={Link} to="/progress" size="sm">
              {t("progress.noPlan.title")}
            </Anchor>
          )}
        </Step>
        <Step title={t("plan.checklist.tell")} done={tell.done}>
          <Choices
            label={t("plan.checklist.told")}
            names={TOLD}
            nameOf={(name) => t(`plan.checklist.people.${name}`)}
            value={current.told}
            onChange={(told) => change({ told })}
            disabled={!set.done}
          />
          <Checkbox
            label={t("plan.checklist.nobody")}
            checked={current.tell_skipped}
            disabled={!set.done}
            onChange={({ currentTarget }) => change({ tell_skipped: currentTarget.checked })}
          />
        </Step>
        <Step title={t("plan.checklist.anticipate")} done={anticipate.done}>
          <Text size="sm">{t("plan.checklist.pairs", { count: anticipate.pairs })}</Text>
        </Step>
        <Step title={t("plan.checklist.remove")} done={remove.done}>
          {ROOMS.map((room) => (
            <Group key={room} justify="space-between" gap="xs">
              <Input.Label labelElement="div" id={`clear-${room}`}>
                {t(`plan.checklist.rooms.${room}`)}
              </Input.Label>
              <SegmentedControl
                size="xs"
                aria-labelledby={`clear-${room}`}
                disabled={!set.done}
                data={CLEARED.map((value) => ({
                  value,
                  label: t(`plan.checklist.cleared.${value}`),
                }))}
                value={current.removed[room]}
                onChange={(value) => change({ removed: { ...current.removed, [room]: value } })}
              />
            </Group>
          ))}
        </Step>
      </ol>
    </Stack>
  );
}

function Step({ title, done, children }: { title: string; done: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          <Badge variant={done ? "light" : "outline"} color={done ? "pine" : "gray"} size="sm">
            {t(done ? "plan.checklist.done" : "plan.checklist.open")}
          </Badge>
        </Group>
        {children}
      </Stack>
    </li>
  );
}
