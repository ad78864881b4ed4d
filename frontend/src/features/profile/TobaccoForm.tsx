// What somebody smoked and what it cost: the base of every number.
import { Button, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Money, Product, TobaccoInput } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { showAtFields } from "@/ui/errors";
import { fractionDigits, parseMoney } from "@/ui/format";
import { currencyOf, currencyOptions, detectedCountry } from "@/ui/places";
import { Failed, FormError, Loading } from "@/ui/states";
import { useHabit, useProfile, useSaveHabit } from "./queries";

const PRODUCTS: Product[] = ["cigarette", "roll_up", "vape", "pouch", "smokeless", "other"];
/** Representative minutes of the usual questions about the first one after waking. */
const WAKING = [5, 30, 60, 120] as const;
const USUAL_PACK = 20;

interface Known {
  tobacco: TobaccoInput | null;
  price: Money | null;
}

export function TobaccoForm({ lead }: { lead?: string }) {
  const habit = useHabit();
  const profile = useProfile();
  const error = habit.error ?? profile.error;
  if (error) return <Failed error={error} retry={() => void habit.refetch()} />;
  if (!habit.data || !profile.data) return <Loading />;
  return (
    <Stack>
      {lead && <Text c="dimmed">{lead}</Text>}
      <Fields known={habit.data} currency={currencyOf(profile.data.country || detectedCountry())} />
    </Stack>
  );
}

function Fields({ known: { tobacco, price }, currency }: { known: Known; currency: string }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const save = useSaveHabit();
  const positive = (value: string) => (Number(value) > 0 ? null : t("progress.tobacco.positive"));
  const form = useForm({
    initialValues: {
      product: tobacco?.product ?? "cigarette",
      units_per_day: tobacco ? String(Number(tobacco.units_per_day)) : "",
      pack_size: String(tobacco?.pack_size ?? USUAL_PACK),
      minutes_to_first: String(nearest(tobacco?.minutes_to_first ?? 30)),
      price: price ? plain(price) : "",
      currency: price?.currency ?? currency,
    },
    validate: {
      units_per_day: positive,
      pack_size: positive,
      price: (value, values) =>
        parseMoney(value, values.currency) ? null : t("progress.tobacco.amount"),
    },
  });
  const currencies = useMemo(() => currencyOptions(language), [language]);
  const submit = form.onSubmit((values) => {
    setElsewhere(null);
    const paid = parseMoney(values.price, values.currency);
    const same = paid?.amount_minor === price?.amount_minor && paid?.currency === price?.currency;
    save.mutate(
      {
        tobacco: {
          product: values.product,
          units_per_day: values.units_per_day.replace(",", "."),
          pack_size: Number(values.pack_size),
          minutes_to_first: Number(values.minutes_to_first),
        },
        price: same ? null : paid,
      },
      {
        onSuccess: () => notifications.show({ message: t("common.saved") }),
        onError: (error) => setElsewhere(showAtFields(error, form, t)),
      },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t("progress.tobacco.product")}
            data={PRODUCTS.map((value) => ({
              value,
              label: t(`progress.tobacco.products.${value}`),
            }))}
            {...form.getInputProps("product")}
          />
          <NativeSelect
            label={t("progress.tobacco.minutesToFirst")}
            data={WAKING.map((value) => ({
              value: String(value),
              label: t(`progress.tobacco.waking.m${value}`),
            }))}
            {...form.getInputProps("minutes_to_first")}
          />
          <TextInput
            label={t("progress.tobacco.unitsPerDay")}
            inputMode="decimal"
            {...form.getInputProps("units_per_day")}
          />
          <TextInput
            label={t("progress.tobacco.packSize")}
            inputMode="numeric"
            {...form.getInputProps("pack_size")}
          />
          <TextInput
            label={t("progress.tobacco.price")}
            description={price ? t("progress.tobacco.priceHint") : null}
            inputMode="decimal"
            inputWrapperOrder={["label", "input", "description", "error"]}
            {...form.getInputProps("price")}
          />
          <NativeSelect
            label={t("progress.tobacco.currency")}
            data={currencies}
            disabled={price !== null}
            {...form.getInputProps("currency")}
          />
        </SimpleGrid>
        <FormError>{elsewhere}</FormError>
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </Stack>
    </form>
  );
}

function nearest(minutes: number): number {
  return WAKING.find((bound) => minutes <= bound) ?? 120;
}

/** The amount as somebody would type it. */
function plain({ amount_minor, currency }: Money): string {
  const digits = fractionDigits(currency);
  return (amount_minor / 10 ** digits).toFixed(digits);
}
