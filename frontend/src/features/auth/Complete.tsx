// The rest of registering, for who came by way of another provider.
import { Anchor, Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { showAtFields } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { AboutYou, aboutYouRules, completion, NOTHING_YET } from "./AboutYou";
import { session } from "./current";
import { Frame } from "./Frame";

export function Component() {
  const { t } = useTranslation();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const form = useForm({ initialValues: NOTHING_YET, validate: aboutYouRules(t) });
  const complete = useMutation({
    mutationFn: (values: typeof NOTHING_YET) => api.post("/auth/complete", completion(values)),
    onMutate: () => setElsewhere(null),
    onSuccess: (user) => session.completed(user),
    onError: (error) => setElsewhere(showAtFields(error, form, t)),
  });
  return (
    <Frame title={t("auth.complete.title")} lead={t("auth.complete.lead")}>
      <form onSubmit={form.onSubmit((values) => complete.mutate(values))} noValidate>
        <Stack>
          <AboutYou inputs={form.getInputProps} />
          <FormError>{elsewhere}</FormError>
          <Button type="submit" size="md" loading={complete.isPending}>
            {t("auth.complete.action")}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => void session.signOut()}>
            {t("auth.complete.signOut")}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
