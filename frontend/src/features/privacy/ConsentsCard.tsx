// What somebody agreed to, each for itself, and as easy to take back as to give.
import { Button, Group, Modal, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Consent } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDate } from "@/ui/format";
import { FormError } from "@/ui/states";
import { useAnswer, useConsents } from "./queries";

export function ConsentsCard() {
  const { t } = useTranslation();
  const consents = useConsents();
  const answer = useAnswer();
  const [asked, ask] = useState<Consent | null>(null);
  const say = (consent: Consent) => {
    const next = { ...consent, granted: !isGiven(consent) };
    // Without it nothing here works, and others go with it: one tap is too little for that.
    if (consent.purpose === "health_data" && !next.granted) ask(next);
    else answer.mutate(next);
  };
  return (
    <Card title={t("privacy.consents.title")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("privacy.consents.lead")}
        </Text>
        <FormError>{answer.error && sentenceFor(answer.error, t)}</FormError>
        <Answered query={consents}>
          {(items) =>
            items.map((consent) => (
              <Switch
                key={consent.purpose}
                label={consent.text}
                description={describe(consent)}
                checked={isShownGiven(consent)}
                disabled={consent.purpose === "terms" || answer.isPending}
                onChange={() => say(consent)}
              />
            ))
          }
        </Answered>
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={() => ask(null)}
        title={t("privacy.consents.health.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Stack>
          <Text>{t("privacy.consents.health.lead")}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => ask(null)}>
              {t("common.cancel")}
            </Button>
            <Button
              color="red"
              onClick={() => {
                if (asked) answer.mutate(asked);
                ask(null);
              }}
            >
              {t("privacy.consents.health.withdraw")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );

  function isShownGiven(consent: Consent): boolean {
    const { variables, isPending } = answer;
    return isPending && variables.purpose === consent.purpose
      ? variables.granted
      : isGiven(consent);
  }

  function describe(consent: Consent): string {
    if (consent.purpose === "terms") return t("privacy.consents.terms");
    if (consent.answered_at === null) return t("privacy.consents.never");
    if (consent.granted && !consent.is_current) return t("privacy.consents.changed");
    const date = formatDate(consent.answered_at, currentLanguage());
    return t(consent.granted ? "privacy.consents.given" : "privacy.consents.withdrawn", { date });
  }
}

/** To what it says now. */
function isGiven({ granted, is_current }: Consent): boolean {
  return granted && is_current;
}
