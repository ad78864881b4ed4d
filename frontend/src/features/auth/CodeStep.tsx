// The second half of signing in, for who set up an authenticator app.
import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { session } from "./current";
import { rules } from "./fields";
import { Frame } from "./Frame";

interface Props {
  /** What came with the answer to the password. */
  challenge: string;
  startAgain: () => void;
}

export function CodeStep({ challenge, startAgain }: Props) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { code: "" }, validate: { code: rules(t).code } });
  const finish = useMutation({
    mutationFn: ({ code }: { code: string }) =>
      api.post("/auth/login/code", { challenge, code: code.trim(), client: "web" }),
    onSuccess: (grant) => session.signedIn(grant),
  });
  return (
    <Frame title={t("auth.secondFactor.title")} lead={t("auth.secondFactor.lead")}>
      <form onSubmit={form.onSubmit((values) => finish.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t("auth.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            size="md"
            data-autofocus
            {...form.getInputProps("code")}
          />
          <FormError>{finish.error && sentenceFor(finish.error, t)}</FormError>
          <Button type="submit" size="md" loading={finish.isPending}>
            {t("auth.signIn.action")}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={startAgain}>
            {t("auth.secondFactor.startAgain")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
