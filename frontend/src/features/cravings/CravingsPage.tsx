// The craving log: a new entry, what still waits to be sent, and what came before.
import { useTranslation } from "react-i18next";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { CravingForm } from "./CravingForm";
import { CravingList } from "./CravingList";
import { WaitingEntries } from "./WaitingEntries";

export function Component() {
  const { t } = useTranslation();
  return (
    <Page title={t("cravings.title")} size={720}>
      <Card title={t("cravings.form.title")}>
        <CravingForm />
      </Card>
      <WaitingEntries />
      <CravingList />
    </Page>
  );
}
