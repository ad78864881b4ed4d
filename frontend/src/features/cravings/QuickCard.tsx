// On the first page a member sees: a craving is logged where they are, in two taps.
import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Card } from "@/ui/Card";
import { CravingForm } from "./CravingForm";
import { RefusedNotice } from "./WaitingEntries";

export function QuickCard() {
  const { t } = useTranslation();
  return (
    <Card
      title={t("cravings.quick.title")}
      action={
        <Button component={Link} to="/cravings" variant="subtle" size="compact-sm">
          {t("cravings.quick.log")}
        </Button>
      }
    >
      <RefusedNotice />
      <Text size="sm" c="dimmed" mb="sm">
        {t("cravings.quick.lead")}
      </Text>
      <CravingForm />
    </Card>
  );
}
