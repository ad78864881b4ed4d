// What is known about somebody, who saw it, and how to take it along or have it erased.
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { AccessCard } from "./AccessCard";
import { ConsentsCard } from "./ConsentsCard";
import { ErasureCard } from "./ErasureCard";
import { ExportsCard } from "./ExportsCard";

export function Component() {
  const { t } = useTranslation();
  return (
    <Page title={t("privacy.title")} size={720}>
      <ConsentsCard />
      <AccessCard />
      <ExportsCard />
      <ErasureCard />
    </Page>
  );
}
