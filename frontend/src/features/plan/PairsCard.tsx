// If this comes, I do that: decided on a calm day, for one that is not.
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CopingPair, Uuid } from "@/api/types";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { WaveIcon } from "@/ui/icons";
import { Empty, FormError } from "@/ui/states";
import { swapped } from "./order";
import styles from "./PlanPage.module.css";
import { useAddPair, useChangePair, useDropPair, useOrderPairs, usePairs } from "./queries";

const LONGEST_TRIGGER = 200;
const LONGEST_RESPONSE = 300;

export function PairsCard() {
  const { t } = useTranslation();
  const pairs = usePairs();
  const order = useOrderPairs();
  return (
    <Card title={t("plan.pairs.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("plan.pairs.lead")}
        </Text>
        <Answered query={pairs}>
          {(items) => (
            <>
              {items.length === 0 && <Empty icon={<WaveIcon />}>{t("plan.pairs.none")}</Empty>}
              <FormError>{order.error && sentenceFor(order.error, t)}</FormError>
              <ol className={styles.list} aria-label={t("plan.pairs.title")}>
                {items.map((pair, place) => (
                  <One
                    key={pair.pair_id}
                    pair={pair}
                    raise={place === 0 ? null : () => order.mutate(raised(items, place))}
                  />
                ))}
              </ol>
              <Add />
            </>
          )}
        </Answered>
      </Stack>
    </Card>
  );
}

/** Their ids, with the one at a place before the one above it. */
function raised(pairs: CopingPair[], place: number): Uuid[] {
  return swapped(
    pairs.map(({ pair_id }) => pair_id),
    place - 1,
  );
}

function One({ pair, raise }: { pair: CopingPair; raise: (() => void) | null }) {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  const change = useChangePair();
  const drop = useDropPair();
  const error = change.error ?? drop.error;
  if (isChanging) {
    return (
      <li>
        <PairForm
          initial={pair}
          label={t("common.save")}
          isPending={change.isPending}
          error={change.error}
          save={(words) =>
            change.mutate({ ...pair, ...words }, { onSuccess: () => setChanging(false) })
          }
          cancel={() => setChanging(false)}
        />
      </li>
    );
  }
  return (
    <li>
      <Text size="sm" c="dimmed" className={styles.own}>
        {pair.trigger}
      </Text>
      <Text fw={600} className={styles.own}>
        {pair.response}
      </Text>
      <Group gap={4} ml={-8}>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t("plan.changeNamed", { name: pair.trigger })}
          onClick={() => setChanging(true)}
        >
          {t("plan.change")}
        </Button>
        {raise && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t("plan.pairs.raiseNamed", { name: pair.trigger })}
            onClick={raise}
          >
            {t("plan.pairs.raise")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={drop.isPending}
          aria-label={t("plan.dropNamed", { name: pair.trigger })}
          onClick={() => drop.mutate(pair)}
        >
          {t("plan.drop")}
        </Button>
      </Group>
      <FormError>{error && sentenceFor(error, t)}</FormError>
    </li>
  );
}

function Add() {
  const { t } = useTranslation();
  // One id for one pair: sending it again after a lost answer does not make two of it.
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const add = useAddPair(() => setClientId(crypto.randomUUID()));
  return (
    <PairForm
      key={clientId}
      label={t("plan.add")}
      isPending={add.isPending}
      error={add.error}
      save={(words) => add.mutate({ client_id: clientId, ...words })}
    />
  );
}

interface Pair {
  trigger: string;
  response: string;
}

interface PairFormProps {
  initial?: Pair;
  label: string;
  isPending: boolean;
  error: unknown;
  save: (words: Pair) => void;
  cancel?: () => void;
}

function PairForm({ initial, label, isPending, error, save, cancel }: PairFormProps) {
  const { t } = useTranslation();
  const [trigger, setTrigger] = useState(initial?.trigger ?? "");
  const [response, setResponse] = useState(initial?.response ?? "");
  const words = { trigger: trigger.trim(), response: response.trim() };
  const isReady = words.trigger !== "" && words.response !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save(words);
      }}
    >
      <Stack gap="xs">
        <FormError>{error ? sentenceFor(error, t) : null}</FormError>
        <TextInput
          label={t("plan.pairs.if")}
          placeholder={t("plan.pairs.ifExample")}
          maxLength={LONGEST_TRIGGER}
          value={trigger}
          onChange={({ currentTarget }) => setTrigger(currentTarget.value)}
        />
        <TextInput
          label={t("plan.pairs.then")}
          placeholder={t("plan.pairs.thenExample")}
          maxLength={LONGEST_RESPONSE}
          value={response}
          onChange={({ currentTarget }) => setResponse(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={!isReady} loading={isPending}>
            {label}
          </Button>
          {cancel && (
            <Button variant="default" onClick={cancel}>
              {t("common.cancel")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
