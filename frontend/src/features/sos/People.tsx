// Company with one tap: one's cohort, buddies and coach.
import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CirclePlace, Uuid } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { Face } from "@/ui/Face";
import { SendIcon } from "@/ui/icons";
import { nameOf } from "@/ui/names";
import { Failed, FormError, Loading } from "@/ui/states";
import { useCall, useCircle } from "./queries";

export function People() {
  const { t } = useTranslation();
  const { data: circle, error, retry } = useCircle();
  const call = useCall();
  const [called, setCalled] = useState<ReadonlySet<Uuid>>(new Set());
  const text = circle?.words[currentLanguage()] ?? "";
  const ask = (place: CirclePlace) =>
    call.mutate(
      { place, text },
      { onSuccess: () => setCalled(new Set([...called, place.conversation_id])) },
    );
  return (
    <Card title={t("sos.people.title")}>
      {!circle && (error ? <Failed error={error} retry={retry} /> : <Loading />)}
      {circle?.items.length === 0 && (
        <Text size="sm">
          {t("sos.people.none")}{" "}
          <Anchor component={Link} to="/progress" size="sm">
            {t("progress.coach.choose")}
          </Anchor>
        </Text>
      )}
      {circle && circle.items.length > 0 && (
        <Stack>
          <Text size="sm" c="dimmed">
            {t("sos.people.lead", { words: text })}
          </Text>
          <FormError>{call.error && sentenceFor(call.error, t)}</FormError>
          {circle.items.map((place) => (
            <Place
              key={place.conversation_id}
              place={place}
              isCalled={called.has(place.conversation_id)}
              isCalling={
                call.isPending && call.variables.place.conversation_id === place.conversation_id
              }
              ask={() => ask(place)}
            />
          ))}
        </Stack>
      )}
    </Card>
  );
}

interface PlaceProps {
  place: CirclePlace;
  isCalled: boolean;
  isCalling: boolean;
  ask: () => void;
}

function Place({ place, isCalled, isCalling, ask }: PlaceProps) {
  const { t } = useTranslation();
  const name = place.person ? nameOf(place.person, t) : (place.name ?? t("sos.people.cohort"));
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Face name={name} />
        <Stack gap={0} miw={0}>
          <Text fw={600} truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`sos.people.kinds.${place.kind}`)}
          </Text>
        </Stack>
      </Group>
      {isCalled ? (
        <Text size="sm" role="status">
          {t("sos.people.sent")}{" "}
          <Anchor component={Link} to={`/chat/${place.conversation_id}`} size="sm">
            {t("sos.people.open")}
          </Anchor>
        </Text>
      ) : (
        <Button
          size="sm"
          variant="light"
          flex="none"
          loading={isCalling}
          leftSection={<SendIcon size={18} />}
          aria-label={t("sos.people.askNamed", { name })}
          onClick={ask}
        >
          {t("sos.people.ask")}
        </Button>
      )}
    </Group>
  );
}
