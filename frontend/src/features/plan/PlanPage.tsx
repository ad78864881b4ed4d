// The plan: getting ready, why, and what to do when it gets difficult.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "@/ui/Page";
import { ChecklistCard } from "./ChecklistCard";
import { PairsCard } from "./PairsCard";
import { ReasonsCard } from "./ReasonsCard";
import styles from "./PlanPage.module.css";

export function Component() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("plan.title")}
      action={
        <Button component={Link} to="/cut-down" variant="light" size="sm">
          {t("cutDown.open")}
        </Button>
      }
    >
      <div className={styles.grid}>
        <ChecklistCard />
        <div className={styles.column}>
          <ReasonsCard />
          <PairsCard />
        </div>
      </div>
    </Page>
  );
}
