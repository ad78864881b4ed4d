// One follow-up: what people said, and beside it what their breath said too.
import { Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Claim, PublicOutcome, Rate } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { formatPercent } from "@/ui/format";

const CLAIMS = ["standard", "seven_days", "thirty_days"] as const;

interface HorizonCardProps {
  outcome: PublicOutcome;
  fewest: number;
}

export function HorizonCard({ outcome, fewest }: HorizonCardProps) {
  const { t } = useTranslation();
  const title = t(`outcomes.horizons.day_${outcome.follow_up_days}`);
  return (
    <Card title={title}>
      {outcome.attempts === null ? (
        <Text c="dimmed">{t("outcomes.few", { fewest })}</Text>
      ) : (
        <Stack gap="sm">
          <Figures outcome={outcome} attempts={outcome.attempts} title={title} />
          <Text size="sm">
            {t("outcomes.answered", {
              answered: outcome.answered.count,
              attempts: outcome.attempts,
              first: outcome.first_day,
              last: outcome.last_day,
            })}
          </Text>
          {outcome.excluded && <Text size="sm">{t("outcomes.excluded", outcome.excluded)}</Text>}
        </Stack>
      )}
    </Card>
  );
}

interface FiguresProps {
  outcome: PublicOutcome;
  attempts: number;
  title: string;
}

function Figures({ outcome, attempts, title }: FiguresProps) {
  const { t } = useTranslation();
  const told = CLAIMS.filter((name) => outcome[name].reported.count !== null);
  return (
    <Table aria-label={title} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("outcomes.notSmoking")}</Table.Th>
          <Table.Th>{t("outcomes.byWord")}</Table.Th>
          <Table.Th>{t("outcomes.byBreath")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {told.map((name) => (
          <Row key={name} name={nameOf(name, outcome)} claim={outcome[name]} attempts={attempts} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ name, claim, attempts }: { name: RowName; claim: Claim; attempts: number }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {t(`outcomes.claims.${name}`)}
      </Table.Th>
      <Table.Td>
        <Share rate={claim.reported} attempts={attempts} />
      </Table.Td>
      <Table.Td>
        <Share rate={claim.verified} attempts={attempts} />
      </Table.Td>
    </Table.Tr>
  );
}

function Share({ rate, attempts }: { rate: Rate; attempts: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={600}>{formatPercent(rate.percent ?? "0", currentLanguage())}</Text>
      <Text size="xs" c="dimmed">
        {t("outcomes.of", { number: rate.count, attempts })}
      </Text>
    </>
  );
}

type RowName = "four_weeks" | "russell" | "seven_days" | "thirty_days";

/** At four weeks another standard speaks than later. */
function nameOf(claim: (typeof CLAIMS)[number], { follow_up_days }: PublicOutcome): RowName {
  if (claim !== "standard") return claim;
  return follow_up_days === 28 ? "four_weeks" : "russell";
}
