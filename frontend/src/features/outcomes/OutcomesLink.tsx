// The way to our outcomes from the pages before sign-in.
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function OutcomesLink() {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to="/outcomes" size="sm">
      {t("outcomes.link")}
    </Anchor>
  );
}
