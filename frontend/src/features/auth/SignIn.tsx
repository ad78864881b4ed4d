// Signing in.
import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";
import { api } from "@/api/client";
import { Problem } from "@/api/problem";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";
import { AnotherWay } from "./AnotherWay";
import { session } from "./current";
import { Password, rules } from "./fields";
import { CodeStep } from "./CodeStep";
import { Frame } from "./Frame";

/** Why the person was brought here, and the address to start with. */
export interface SignInState {
  notice?: "confirmed" | "reset" | "changed" | "kept";
  email?: string;
  from?: string;
}

export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = (useLocation().state ?? {}) as SignInState;
  const { email, required } = rules(t);
  const form = useForm({
    initialValues: { email: state.email ?? "", password: "" },
    validate: { email, password: required },
  });
  const signIn = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      api.post("/auth/login", { ...values, email: values.email.trim(), client: "web" }),
    onSuccess: (grant) => session.signedIn(grant),
    onError: (error, values) => {
      if (error instanceof Problem && error.code === "unconfirmed") {
        void navigate("/confirm", { state: { email: values.email.trim() } });
      }
    },
  });
  const challenge = signIn.error instanceof Problem ? signIn.error.challenge : null;
  if (challenge) return <CodeStep challenge={challenge} startAgain={() => signIn.reset()} />;
  return (
    <Frame title={t("auth.signIn.title")}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack>
          {state.notice && (
            <Alert color="pine" role="status">
              {t(`auth.signIn.${state.notice}`)}
            </Alert>
          )}
          <TextInput
            label={t("auth.email")}
            type="email"
            autoComplete="username"
            size="md"
            {...form.getInputProps("email")}
          />
          <Password
            label={t("auth.password")}
            autoComplete="current-password"
            size="md"
            {...form.getInputProps("password")}
          />
          <FormError>{signIn.error && sentenceFor(signIn.error, t)}</FormError>
          <Button type="submit" size="md" loading={signIn.isPending}>
            {t("auth.signIn.action")}
          </Button>
          <Group justify="space-between" gap="xs">
            <Text size="sm">
              {t("auth.signIn.noAccount")}{" "}
              <Anchor component={Link} to="/register" inherit>
                {t("auth.signIn.register")}
              </Anchor>
            </Text>
            <Anchor component={Link} to="/forgot" size="sm">
              {t("auth.signIn.forgot")}
            </Anchor>
          </Group>
          <Anchor component={Link} to="/keep" size="sm">
            {t("auth.keep.title")}
          </Anchor>
          <AnotherWay />
        </Stack>
      </form>
    </Frame>
  );
}
