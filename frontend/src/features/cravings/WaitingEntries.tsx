// What is on this device only: on its way, or not accepted.
import { Alert, Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Problem } from "@/api/problem";
import { cravingOf } from "@/offline/entries";
import { useNotebook, useWaiting } from "@/offline/notebook";
import type { Refusal, Waiting } from "@/offline/store";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { CravingForm } from "./CravingForm";
import { CravingRow } from "./CravingRow";
import styles from "./CravingRow.module.css";
import { draftOf } from "./draft";

export function WaitingEntries() {
  const waiting = useWaiting();
  const refused = waiting.filter((each) => each.refused !== null);
  // A wave that still runs is no craving of the log yet.
  const onTheirWay = waiting.filter(
    ({ refused: why, entry }) => why === null && entry.kind !== "wave",
  );
  return (
    <>
      {refused.length > 0 && <RefusedEntries entries={refused} />}
      {onTheirWay.length > 0 && <OnTheirWay entries={onTheirWay} />}
    </>
  );
}

/** For other pages: that there is something to look at. */
export function RefusedNotice() {
  const { t } = useTranslation();
  const count = useWaiting().filter(({ refused }) => refused !== null).length;
  if (count === 0) return null;
  return (
    <Alert color="ember" variant="light" role="alert" mb="sm">
      <Group justify="space-between">
        <Text size="sm">{t("cravings.refused.some", { count })}</Text>
        <Button component={Link} to="/cravings" size="xs" variant="default">
          {t("cravings.refused.look")}
        </Button>
      </Group>
    </Alert>
  );
}

function OnTheirWay({ entries }: { entries: readonly Waiting[] }) {
  const { t } = useTranslation();
  const { queue } = useNotebook();
  return (
    <Card
      title={t("cravings.waiting.title")}
      action={
        <Button size="compact-sm" variant="subtle" onClick={() => void queue.wake()}>
          {t("cravings.waiting.now")}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" role="status">
        {t("cravings.waiting.lead", { count: entries.length })}
      </Text>
      <ul className={styles.list} aria-label={t("cravings.waiting.title")}>
        {entries.map(({ client_id, entry }) => (
          <CravingRow
            key={client_id}
            craving={cravingOf(entry)}
            badge={
              <Badge variant="outline" color="gray" size="sm">
                {t("cravings.waiting.badge")}
              </Badge>
            }
          />
        ))}
      </ul>
    </Card>
  );
}

function RefusedEntries({ entries }: { entries: readonly Waiting[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("cravings.refused.title")}>
      <Text size="sm">{t("cravings.refused.lead")}</Text>
      <ul className={styles.list} aria-label={t("cravings.refused.title")}>
        {entries.map((waiting) => (
          <RefusedEntry key={waiting.client_id} waiting={waiting} />
        ))}
      </ul>
    </Card>
  );
}

function RefusedEntry({ waiting: { client_id, entry, refused } }: { waiting: Waiting }) {
  const { t } = useTranslation();
  const { queue } = useNotebook();
  const [state, setState] = useState<"shown" | "changing" | "discarding">("shown");
  const craving = cravingOf(entry);
  const close = () => setState("shown");
  return (
    <CravingRow craving={craving}>
      {refused && <Why refused={refused} />}
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setState("changing")}>
          {t("cravings.refused.edit")}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => setState("discarding")}>
          {t("cravings.refused.discard")}
        </Button>
      </Group>
      <Modal
        opened={state === "changing"}
        onClose={close}
        title={t("cravings.refused.edit")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Stack>
          {refused && <Why refused={refused} />}
          <CravingForm initial={draftOf(craving)} saved={close} />
        </Stack>
      </Modal>
      <Modal
        opened={state === "discarding"}
        onClose={close}
        title={t("cravings.refused.discard")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Stack>
          <Text>{t("cravings.refused.discardConfirm")}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button color="red" onClick={() => void queue.discard(client_id)}>
              {t("cravings.refused.discard")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </CravingRow>
  );
}

function Why({ refused }: { refused: Refusal }) {
  const { t } = useTranslation();
  const { status, code, message, errors } = refused;
  return (
    <Alert color="red" variant="light" p="xs">
      <Text size="sm">{sentenceFor(new Problem(status, code, message), t)}</Text>
      {errors.map(({ field, message: why }) => (
        <Text key={`${field} ${why}`} size="sm">
          {`${field}: ${why}`}
        </Text>
      ))}
    </Alert>
  );
}
