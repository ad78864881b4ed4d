// Signing in by way of another provider, where there is one.
import { Button, Divider } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { sentenceFor } from "@/ui/errors";
import { FormError } from "@/ui/states";

/** Leaves this page for the provider's. */
export async function leave(): Promise<void> {
  const { authorize_url } = await api.post("/auth/federated/start", undefined);
  location.assign(authorize_url);
}

export function AnotherWay() {
  const { t } = useTranslation();
  const offer = useQuery({
    queryKey: ["auth", "federated"],
    queryFn: ({ signal }) => api.get("/auth/federated", { signal }),
    staleTime: Infinity,
  });
  const go = useMutation({ mutationFn: leave });
  if (!offer.data?.is_on) return null;
  return (
    <>
      <Divider label={t("auth.signIn.or")} />
      <FormError>{go.error && sentenceFor(go.error, t)}</FormError>
      <Button
        variant="default"
        size="md"
        // The page is about to go; nobody should press twice meanwhile.
        loading={go.isPending || go.isSuccess}
        onClick={() => go.mutate()}
      >
        {t("auth.signIn.anotherWay")}
      </Button>
    </>
  );
}
