// Where on the map: only when asked for, only with consent, and never finer than a kilometre.
import { Button, Checkbox, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Geo } from "@/api/types";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { coarse } from "./draft";
import { useAgreeToPlaces, usePlaceConsent } from "./queries";

interface PlaceChoiceProps {
  geo: Geo | null;
  change: (geo: Geo | null) => void;
}

const WAIT_MS = 10_000;
const OLD_MS = 60_000;

export function PlaceChoice({ geo, change }: PlaceChoiceProps) {
  const { t } = useTranslation();
  const consent = usePlaceConsent().data;
  const agree = useAgreeToPlaces();
  const [state, setState] = useState<"idle" | "finding" | "denied">("idle");
  // Without an answer from the server nobody knows what was agreed to, so nothing is offered.
  if (!consent || !("geolocation" in navigator)) return null;

  const find = () => {
    setState("finding");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        change(coarse(coords));
      },
      () => setState("denied"),
      { enableHighAccuracy: false, timeout: WAIT_MS, maximumAge: OLD_MS },
    );
  };
  if (!consent.granted || !consent.is_current) {
    return (
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="dimmed">
          {t("cravings.geo.ask")}
        </Text>
        <Text size="sm">{consent.text}</Text>
        <FormError>{agree.error && sentenceFor(agree.error, t)}</FormError>
        <Button
          variant="default"
          size="xs"
          loading={agree.isPending}
          onClick={() => agree.mutate(consent, { onSuccess: find })}
        >
          {t("cravings.geo.agree")}
        </Button>
      </Stack>
    );
  }
  return (
    <Checkbox
      label={t("cravings.geo.label")}
      description={state === "idle" ? undefined : t(`cravings.geo.${state}`)}
      checked={geo !== null || state === "finding"}
      onChange={({ currentTarget }) => {
        if (currentTarget.checked) find();
        else {
          setState("idle");
          change(null);
        }
      }}
    />
  );
}
