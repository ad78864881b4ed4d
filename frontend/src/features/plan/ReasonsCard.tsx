// Why somebody wants to quit, in their own words.
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reason } from "@/api/types";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { HeartIcon } from "@/ui/icons";
import { Empty, FormError } from "@/ui/states";
import styles from "./PlanPage.module.css";
import { useAddReason, useDropReason, useReasons, useReword } from "./queries";

const LONGEST = 300;

export function ReasonsCard() {
  const { t } = useTranslation();
  const reasons = useReasons();
  return (
    <Card title={t("plan.reasons.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("plan.reasons.lead")}
        </Text>
        <Answered query={reasons}>
          {(items) => (
            <>
              {items.length === 0 && <Empty icon={<HeartIcon />}>{t("plan.reasons.none")}</Empty>}
              <ul className={styles.list} aria-label={t("plan.reasons.title")}>
                {items.map((reason) => (
                  <One key={reason.reason_id} reason={reason} />
                ))}
              </ul>
              <Add />
            </>
          )}
        </Answered>
      </Stack>
    </Card>
  );
}

function One({ reason }: { reason: Reason }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const reword = useReword();
  const drop = useDropReason();
  const error = reword.error ?? drop.error;
  const words = typed?.trim();
  return (
    <li>
      {typed === null ? (
        <Group justify="space-between" gap="xs">
          <Text fw={600} flex={1} miw={160} className={styles.own}>
            {reason.words}
          </Text>
          <Group gap={4}>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t("plan.changeNamed", { name: reason.words })}
              onClick={() => setTyped(reason.words)}
            >
              {t("plan.change")}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              loading={drop.isPending}
              aria-label={t("plan.dropNamed", { name: reason.words })}
              onClick={() => drop.mutate(reason)}
            >
              {t("plan.drop")}
            </Button>
          </Group>
        </Group>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (words) reword.mutate({ ...reason, words }, { onSuccess: () => setTyped(null) });
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={t("plan.reasons.label")}
              maxLength={LONGEST}
              value={typed}
              autoFocus
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <Group gap="xs">
              <Button type="submit" size="xs" disabled={!words} loading={reword.isPending}>
                {t("common.save")}
              </Button>
              <Button size="xs" variant="default" onClick={() => setTyped(null)}>
                {t("common.cancel")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <FormError>{error && sentenceFor(error, t)}</FormError>
    </li>
  );
}

function Add() {
  const { t } = useTranslation();
  // One id for one reason: sending it again after a lost answer does not make two of it.
  const clientId = useRef(crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const add = useAddReason(() => {
    clientId.current = crypto.randomUUID();
    setTyped("");
  });
  const words = typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!words) return;
        add.mutate({ client_id: clientId.current, words });
      }}
    >
      <Stack gap="xs">
        <FormError>{add.error && sentenceFor(add.error, t)}</FormError>
        <TextInput
          label={t("plan.reasons.add")}
          maxLength={LONGEST}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button
          type="submit"
          disabled={!words}
          loading={add.isPending}
          style={{ alignSelf: "flex-start" }}
        >
          {t("plan.add")}
        </Button>
      </Stack>
    </form>
  );
}
