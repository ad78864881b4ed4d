// The way to the help lines from pages that have no navigation.
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function HelpLink() {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to="/help" size="sm">
      {t("help.link")}
    </Anchor>
  );
}
