// How the last day felt: every discomfort that comes with stopping, from none to severe.
//
// It is not called withdrawal, because a name suggests its answers (domain.md B3).
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useRef, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Problem } from "@/api/problem";
import type { Answer, Assessment, Form } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { Page } from "@/ui/Page";
import { FormError } from "@/ui/states";
import { faultsIn, missingIn, type Answers } from "./answers";
import { Question } from "./Question";
import { useAnswerForm, useFeelingForm } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const form = useFeelingForm();
  const [result, setResult] = useState<Assessment | null>(null);
  return (
    <Page title={t("feeling.title")} size={720}>
      {result ? (
        <Result result={result} />
      ) : (
        <Answered query={form}>{(form) => <Questions form={form} answered={setResult} />}</Answered>
      )}
    </Page>
  );
}

interface QuestionsProps {
  form: Form;
  answered: (result: Assessment) => void;
}

function Questions({ form, answered }: QuestionsProps) {
  const { t } = useTranslation();
  // One id for one set of answers: sending it again after a lost reply does not make two of it.
  const clientId = useRef(crypto.randomUUID());
  const page = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [wasSent, setSent] = useState(false);
  const save = useAnswerForm();
  const missing = wasSent ? missingIn(form, answers) : [];
  const faults = faultsIn(save.error);
  const answer = (code: string, value: Answer) => {
    save.reset();
    setAnswers((before) => ({ ...before, [code]: value }));
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(true);
    const [first] = missingIn(form, answers);
    if (first !== undefined) {
      page.current?.querySelector<HTMLElement>(`input[name="${first}"]`)?.focus();
      return;
    }
    save.mutate(
      { client_id: clientId.current, instrument: form.code, answers },
      {
        onSuccess: answered,
        onError: (error) => {
          if (error instanceof Problem) clientId.current = crypto.randomUUID();
        },
      },
    );
  };
  return (
    <Card title={form.asks[currentLanguage()]}>
      <form ref={page} onSubmit={send} noValidate>
        <Stack>
          <div>
            {form.items.map((item) => (
              <Question
                key={item.code}
                item={item}
                value={answers[item.code]}
                error={missing.includes(item.code) ? t("feeling.missing") : faults[item.code]}
                onChange={(value) => answer(item.code, value)}
              />
            ))}
          </div>
          <FormError>
            {missing.length > 0
              ? t("feeling.incomplete", { count: missing.length })
              : save.error && sentenceFor(save.error, t)}
          </FormError>
          <Button type="submit" loading={save.isPending}>
            {t("feeling.send")}
          </Button>
          <Text size="xs" c="dimmed">
            {form.source}
          </Text>
        </Stack>
      </form>
    </Card>
  );
}

/** Information and no judgement: what it came to, and that it is not a diagnosis. */
function Result({ result: { scores, meaning, offer } }: { result: Assessment }) {
  const { t } = useTranslation();
  const mean = scores["mean8"];
  return (
    <Card title={t("feeling.result")}>
      <Stack gap="xs" role="status">
        {typeof mean === "number" && (
          <Text>{t("feeling.mean", { mean: Math.round(10 * mean) / 10 })}</Text>
        )}
        {meaning && <Text fw={600}>{meaning[currentLanguage()]}</Text>}
        <Text size="sm" c="dimmed">
          {t("feeling.note")}
        </Text>
        {offer === "coach" && (
          <Anchor component={Link} to="/progress">
            {t("feeling.coach")}
          </Anchor>
        )}
        <Anchor component={Link} to="/insights?part=time">
          {t("feeling.course")}
        </Anchor>
      </Stack>
    </Card>
  );
}
