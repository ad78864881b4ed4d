// Keeping an account that is to be erased: with the code from the mail, since nobody is signed in.
import { Alert, Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { isNotFound } from "@/api/problem";
import type { Certificate } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { sentenceFor } from "@/ui/errors";
import { formatDateTime } from "@/ui/format";
import { FormError } from "@/ui/states";
import { isErasureCode } from "./fields";
import { Frame } from "./Frame";

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { code: "" },
    validate: { code: (typed) => (isErasureCode(typed.trim()) ? null : t("auth.keep.format")) },
  });
  const look = useMutation({
    mutationFn: (code: string) => api.post("/privacy/erasure/certificate", { code }),
  });
  const keep = useMutation({
    mutationFn: (code: string) => api.post("/privacy/erasure/undo", { code }),
    onSuccess: () => navigate("/sign-in", { state: { notice: "kept" } }),
  });
  const error = keep.error ?? look.error;
  const code = look.variables ?? "";
  return (
    <Frame title={t("auth.keep.title")} lead={t("auth.keep.lead")}>
      <form
        onSubmit={form.onSubmit((values) => {
          keep.reset();
          look.mutate(values.code.trim());
        })}
        noValidate
      >
        <Stack>
          <TextInput
            label={t("auth.keep.code")}
            autoComplete="off"
            spellCheck={false}
            size="md"
            disabled={look.isSuccess}
            {...form.getInputProps("code")}
          />
          {look.data && <State erasure={look.data} />}
          <FormError>
            {error && (isNotFound(error) ? t("errors.wrong_code") : sentenceFor(error, t))}
          </FormError>
          {!look.data && (
            <Button type="submit" size="md" loading={look.isPending}>
              {t("auth.keep.look")}
            </Button>
          )}
          {look.data?.state === "waiting" && (
            <Button size="md" loading={keep.isPending} onClick={() => keep.mutate(code)}>
              {t("auth.keep.title")}
            </Button>
          )}
          <Anchor component={Link} to="/sign-in" size="sm" ta="center">
            {t("auth.forgot.back")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}

function State({ erasure: { state, due_at, completed_at } }: { erasure: Certificate }) {
  const { t } = useTranslation();
  const date = formatDateTime(completed_at ?? due_at, currentLanguage());
  return (
    <Alert color={state === "undone" ? "pine" : "ember"} variant="light" role="status">
      <Text size="sm">{t(`auth.keep.states.${state}`, { date })}</Text>
    </Alert>
  );
}
