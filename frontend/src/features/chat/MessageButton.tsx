// The way from a person to the conversation with them.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChatIcon } from "@/ui/icons";

export function MessageButton({ person }: { person: { user_id: string; display_name: string } }) {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to={`/chat/with/${person.user_id}`}
      variant="light"
      leftSection={<ChatIcon size={18} />}
      aria-label={t("progress.coach.messageNamed", { name: person.display_name })}
    >
      {t("progress.coach.message")}
    </Button>
  );
}
