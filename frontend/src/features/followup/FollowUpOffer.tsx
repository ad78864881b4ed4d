// On the home page: that the day has come on which somebody is asked how it goes.
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Progress } from "@/api/types";
import { Card } from "@/ui/Card";
import { useOpenFollowUp } from "./queries";

export function FollowUpOffer({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const open = useOpenFollowUp(progress);
  if (!open) return null;
  return (
    <Card title={t(`followUp.titles.${open.code}`)}>
      <Stack align="flex-start">
        <Text>{t("followUp.offer")}</Text>
        <Button component={Link} to="/follow-up">
          {t("followUp.open")}
        </Button>
      </Stack>
    </Card>
  );
}
