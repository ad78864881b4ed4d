// A member's home: where they are, how today went, what they gained, and who is with them.
import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Progress } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { QuickCard } from "@/features/cravings/QuickCard";
import { FollowUpOffer } from "@/features/followup/FollowUpOffer";
import { TobaccoForm } from "@/features/profile/TobaccoForm";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { CheckInCard } from "./CheckInCard";
import { CoachCard } from "./CoachCard";
import { Hero } from "./Hero";
import { Numbers } from "./Numbers";
import styles from "./ProgressPage.module.css";
import { QuitDateForm } from "./QuitDateForm";
import { QuitDateDialog } from "./QuitDateDialog";
import { useHide, useProgress } from "./queries";
import { SlipDialog } from "./SlipDialog";

export function Component() {
  const { t } = useTranslation();
  const me = useMe();
  const progress = useProgress();
  return (
    <Page title={t("progress.hello", { name: me.display_name })}>
      <Answered query={progress}>
        {(data) => <Overview progress={data} receivedAt={progress.dataUpdatedAt} />}
      </Answered>
    </Page>
  );
}

function Overview({ progress, receivedAt }: { progress: Progress; receivedAt: number }) {
  const { t } = useTranslation();
  const [slipOpen, slip] = useDisclosure();
  const [dateOpen, date] = useDisclosure();
  const hide = useHide();
  const incomplete = progress.units_avoided === null || progress.money === null;
  return (
    <div className={styles.grid}>
      <div className={styles.hero}>
        {progress.status === "no_plan" ? (
          <Card title={t("progress.noPlan.title")}>
            <QuitDateForm />
          </Card>
        ) : (
          <Hero progress={progress} receivedAt={receivedAt}>
            <Group gap="xs">
              {progress.status === "quit" && (
                <Button variant="white" color="pine.8" size="sm" onClick={slip.open}>
                  {t("progress.slip.open")}
                </Button>
              )}
              <Button
                component={Link}
                to="/plan"
                variant="subtle"
                c="inherit"
                color="gray.0"
                size="sm"
              >
                {t("plan.title")}
              </Button>
              <Button variant="subtle" c="inherit" color="gray.0" size="sm" onClick={date.open}>
                {t("progress.plan.change")}
              </Button>
            </Group>
          </Hero>
        )}
      </div>
      <div className={styles.today}>
        <FollowUpOffer progress={progress} />
        <CheckInCard progress={progress} offerSlip={slip.open} />
        <QuickCard />
        <CoachCard coach={progress.coach} />
      </div>
      <div className={styles.numbers}>
        {progress.status === "quit" && <Numbers progress={progress} hide={hide.mutate} />}
        {incomplete && (
          <Card title={t("progress.tobacco.title")}>
            <TobaccoForm lead={t("progress.tobacco.lead")} />
          </Card>
        )}
      </div>
      <SlipDialog
        opened={slipOpen}
        close={slip.close}
        quitAt={progress.quit_at}
        coach={progress.coach}
      />
      <QuitDateDialog opened={dateOpen} close={date.close} progress={progress} />
    </div>
  );
}
