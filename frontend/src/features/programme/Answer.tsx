// Answering a message of the programme with one word, as one would a text message.
import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Uuid } from "@/api/types";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { placeFor } from "./place";
import { useAnswer } from "./queries";

const LONGEST = 200;

export function Answer({ notificationId }: { notificationId: Uuid }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const answer = useAnswer(notificationId);
  const text = typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!text) return;
        answer.mutate(text, {
          onSuccess: ({ opens }) => {
            const place = placeFor(opens);
            if (place) void navigate(place);
          },
        });
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t("programme.label")}
            description={t("programme.hint")}
            maxLength={LONGEST}
            flex={1}
            miw={200}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" loading={answer.isPending} disabled={!text}>
            {t("programme.send")}
          </Button>
        </Group>
        {answer.data?.keyword === "stop" && (
          <Alert color="pine" variant="light" role="status">
            {t("programme.stopped")}
          </Alert>
        )}
        {answer.data?.keyword === null && (
          <Alert color="ember" variant="light" role="status">
            {t("programme.unknown")}
          </Alert>
        )}
        <FormError>{answer.error && sentenceFor(answer.error, t)}</FormError>
      </Stack>
    </form>
  );
}
