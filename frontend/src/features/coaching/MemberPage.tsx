// One member, as their coach sees them.
import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { MessageButton } from "@/features/chat/MessageButton";
import { Hero } from "@/features/progress/Hero";
import { Numbers } from "@/features/progress/Numbers";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { BackIcon } from "@/ui/icons";
import { Page } from "@/ui/Page";
import { useMemberProgress, useMembers } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const { memberId = "" } = useParams();
  const members = useMembers();
  const progress = useMemberProgress(memberId);
  const name =
    members.data?.find(({ user_id }) => user_id === memberId)?.display_name ??
    t("notifications.someone");
  return (
    <Page
      title={t("coaching.memberTitle", { name })}
      size={860}
      action={<MessageButton person={{ user_id: memberId, display_name: name }} />}
    >
      <Group>
        <Button
          component={Link}
          to="/members"
          variant="subtle"
          size="compact-sm"
          leftSection={<BackIcon size={16} />}
        >
          {t("coaching.title")}
        </Button>
      </Group>
      <Answered query={progress}>
        {(data) => (
          <Stack>
            {data.status !== "no_plan" ? (
              <Hero progress={data} receivedAt={progress.dataUpdatedAt}>
                {null}
              </Hero>
            ) : (
              <Card>{t("coaching.status.no_plan")}</Card>
            )}
            <Card>
              <SimpleGrid cols={3}>
                <Fact label={t("coaching.today")}>
                  {data.checked_in_today ? t("coaching.checkedIn") : t("coaching.notCheckedIn")}
                </Fact>
                <Fact label={t("coaching.checkIns")}>{data.check_ins_total}</Fact>
                <Fact label={t("coaching.slips")}>{data.slips_total}</Fact>
              </SimpleGrid>
            </Card>
            {data.status === "quit" && <Numbers progress={data} />}
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={650}>{children}</Text>
    </div>
  );
}
