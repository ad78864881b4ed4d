// One tap away on every page of a member.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function SosLink() {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to="/sos"
      size="xs"
      radius="xl"
      px="sm"
      color="ember.7"
      aria-label={t("sos.link")}
    >
      SOS
    </Button>
  );
}
