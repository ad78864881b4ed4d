// What somebody has, and what they can buy. They pay on the payment provider's own pages.
import { Alert, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Billing, Plan } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDate, formatMoney } from "@/ui/format";
import { Page } from "@/ui/Page";
import { Failed, FormError, Loading } from "@/ui/states";
import { currenciesOf } from "./prices";
import { isFree, useBilling, useCheckout, usePlans, usePortal } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const checkout = search.get("checkout");
  const billing = useBilling({ paying: checkout === "done" });
  const plans = usePlans();
  const error = billing.error ?? plans.error;
  return (
    <Page title={t("membership.title")} size={720}>
      {billing.data && plans.data ? (
        <>
          <Outcome checkout={checkout} billing={billing.data} />
          <Present billing={billing.data} plans={plans.data.items} />
          {isFree(billing.data.membership) && <Offers plans={plans.data.items} />}
        </>
      ) : error ? (
        <Failed
          error={error}
          retry={() => void Promise.all([billing.refetch(), plans.refetch()])}
        />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

/** How it went, for who comes back from paying. */
function Outcome({ checkout, billing }: { checkout: string | null; billing: Billing }) {
  const { t } = useTranslation();
  if (checkout !== "done" && checkout !== "left") return null;
  const said =
    checkout === "left" ? "left" : isFree(billing.membership) ? "waiting" : ("thanks" as const);
  return (
    <Alert color="pine" variant="light" role="status">
      {t(`membership.${said}`)}
    </Alert>
  );
}

function Present({ billing, plans }: { billing: Billing; plans: Plan[] }) {
  const { t } = useTranslation();
  const portal = usePortal();
  const language = currentLanguage();
  const { membership, subscription } = billing;
  const plan = plans.find(({ plan_id }) => plan_id === membership.plan_id);
  const ends = subscription?.cancel_at_period_end ?? membership.source === "voucher";
  return (
    <Card title={t("membership.yours")}>
      <Stack gap="xs">
        <Text fw={600}>{plan?.name[language] ?? t("membership.free")}</Text>
        {isFree(membership) ? (
          <Text size="sm">{t("membership.freeLead")}</Text>
        ) : (
          subscription && (
            <Text size="sm">
              {t(ends ? "membership.ends" : "membership.renews", {
                date: formatDate(subscription.current_period_end, language),
              })}
            </Text>
          )
        )}
        {subscription && (
          <Button variant="default" loading={portal.isPending} onClick={() => portal.mutate()}>
            {t("membership.manage")}
          </Button>
        )}
        <FormError>{portal.error && sentenceFor(portal.error, t)}</FormError>
      </Stack>
    </Card>
  );
}

function Offers({ plans }: { plans: Plan[] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const currencies = currenciesOf(plans, language);
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen ?? currencies[0];
  const checkout = useCheckout();
  if (!currency) return null;
  return (
    <Card title={t("membership.offers")}>
      <Stack>
        <NativeSelect
          label={t("membership.currency")}
          data={currencies}
          value={currency}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
        <Stack component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {plans.map((plan) => (
            <Offer
              key={plan.plan_id}
              plan={plan}
              currency={currency}
              loading={checkout.isPending && checkout.variables.plan_id === plan.plan_id}
              buy={() => checkout.mutate({ plan_id: plan.plan_id, currency })}
            />
          ))}
        </Stack>
        <FormError>{checkout.error && sentenceFor(checkout.error, t)}</FormError>
      </Stack>
    </Card>
  );
}

interface OfferProps {
  plan: Plan;
  currency: string;
  loading: boolean;
  buy: () => void;
}

function Offer({ plan, currency, loading, buy }: OfferProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const price = plan.prices.find((each) => each.currency === currency);
  if (!price) return null;
  const name = plan.name[language];
  return (
    <Group component="li" justify="space-between">
      <div>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t(`membership.per.${plan.recurs}`, { price: formatMoney(price, language) })}
        </Text>
      </div>
      <Button loading={loading} onClick={buy} aria-label={t("membership.chooseNamed", { name })}>
        {t("membership.choose")}
      </Button>
    </Group>
  );
}
