// After a slip that shook somebody: who is there now.
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMe } from "@/features/auth/current";
import { MessageButton } from "@/features/chat/MessageButton";
import { LifebuoyIcon, PeopleIcon } from "@/ui/icons";
import { titleOf } from "@/ui/names";
import type { Way } from "./offers";

export function AfterSlip({ ways }: { ways: readonly Way[] }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text>{t("progress.slip.saved")}</Text>
      <Text>{t("progress.slip.offers.lead")}</Text>
      {ways.map((way) => (
        <WayButton key={way.to} way={way} />
      ))}
    </Stack>
  );
}

function WayButton({ way }: { way: Way }) {
  const { t } = useTranslation();
  const me = useMe();
  switch (way.to) {
    case "coach":
      return <MessageButton person={way.coach} />;
    case "cohort":
      return (
        <Button
          component={Link}
          to={`/chat/${way.conversation.conversation_id}`}
          variant="light"
          leftSection={<PeopleIcon size={18} />}
        >
          {t("progress.slip.offers.cohort", { name: titleOf(way.conversation, me.user_id, t) })}
        </Button>
      );
    case "help":
      return (
        <Button
          component={Link}
          to="/help"
          variant="subtle"
          leftSection={<LifebuoyIcon size={18} />}
        >
          {t("progress.slip.offers.help")}
        </Button>
      );
  }
}
