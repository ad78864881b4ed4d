// Back from another provider: the code in the address becomes a sign-in, once.
import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api } from "@/api/client";
import { Problem } from "@/api/problem";
import { sentenceFor } from "@/ui/errors";
import { FormError, Loading } from "@/ui/states";
import { leave } from "./AnotherWay";
import { session } from "./current";
import { Frame } from "./Frame";

const AGAIN = "unlit.federated.again";

/** The pool links two sign-ins at the first visit, and lets in at the second (ADR 23). */
const JUST_LINKED = "Already found an entry";

/** Resolves to null where the page leaves for the provider once more. */
async function comeBack(query: URLSearchParams) {
  const code = query.get("code");
  const wasLinked = query.get("error_description")?.includes(JUST_LINKED) ?? false;
  try {
    return await api.post("/auth/federated/callback", {
      state: query.get("state") ?? "",
      ...(code === null ? {} : { code }),
    });
  } catch (error) {
    const goAgain = wasLinked || (error instanceof Problem && error.code === "link_again");
    if (!goAgain || sessionStorage.getItem(AGAIN)) throw error;
    sessionStorage.setItem(AGAIN, "yes");
    await leave();
    return null;
  }
}

export function Component() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const begun = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: comeBack,
    onSuccess: (grant) => {
      if (grant === null) return;
      sessionStorage.removeItem(AGAIN);
      session.signedIn(grant);
    },
    onError: () => sessionStorage.removeItem(AGAIN),
  });
  useEffect(() => {
    // A code is good once, however often this page is drawn.
    if (begun.current) return;
    begun.current = true;
    mutate(query);
  }, [mutate, query]);
  if (!error) {
    return (
      <Frame title={t("auth.federated.title")}>
        <Loading />
      </Frame>
    );
  }
  return (
    <Frame title={t("auth.federated.failed")}>
      <Stack>
        <FormError>{sentenceFor(error, t)}</FormError>
        <Button component={Link} to="/sign-in" size="md">
          {t("auth.federated.back")}
        </Button>
      </Stack>
    </Frame>
  );
}
