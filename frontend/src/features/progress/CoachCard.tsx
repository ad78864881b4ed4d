// The coach somebody has, or those to choose from.
import { Badge, Button, Group, Modal, Stack, Switch, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { Progress } from "@/api/types";
import { MessageButton } from "@/features/chat/MessageButton";
import { Face } from "@/ui/Face";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { Empty, Failed, FormError, Loading } from "@/ui/states";
import { PeopleIcon } from "@/ui/icons";
import {
  useAgreeToStandIn,
  useChooseCoach,
  useCoaches,
  useLeaveCoach,
  useSharing,
} from "./queries";

export function CoachCard({ coach }: { coach: Progress["coach"] }) {
  const { t } = useTranslation();
  const [choosing, choice] = useDisclosure();
  const [leaving, departure] = useDisclosure();
  const leave = useLeaveCoach(departure.close);
  return (
    <Card title={t("progress.coach.title")}>
      {coach ? (
        <Stack>
          <Group justify="space-between">
            <Group>
              <Face name={coach.display_name} />
              <Text fw={600}>{coach.display_name}</Text>
            </Group>
            <MessageButton person={coach} />
          </Group>
          <StandIn />
          <Group gap="xs">
            <Button variant="subtle" size="compact-sm" onClick={choice.open}>
              {t("progress.coach.change")}
            </Button>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={departure.open}>
              {t("progress.coach.leave")}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text c="dimmed">{t("progress.coach.chooseLead")}</Text>
          <Button variant="light" onClick={choice.open}>
            {t("progress.coach.choose")}
          </Button>
        </Stack>
      )}
      <Modal
        opened={choosing}
        onClose={choice.close}
        title={t("progress.coach.choose")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Choices current={coach?.user_id} chosen={choice.close} />
      </Modal>
      <Modal
        opened={leaving}
        onClose={departure.close}
        title={t("progress.coach.leave")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Stack>
          <Text>{t("progress.coach.leaveConfirm")}</Text>
          <FormError>{leave.error && sentenceFor(leave.error, t)}</FormError>
          <Group justify="flex-end">
            <Button variant="default" onClick={departure.close}>
              {t("common.cancel")}
            </Button>
            <Button loading={leave.isPending} onClick={() => leave.mutate()}>
              {t("progress.coach.leave")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );
}

/** Agreeing beforehand to another coach, for when mine lets me wait. */
function StandIn() {
  const { t } = useTranslation();
  const sharing = useSharing();
  const agree = useAgreeToStandIn();
  if (!sharing.data?.shares_at_all) return null;
  return (
    <>
      <Switch
        label={t("progress.coach.standIn")}
        description={t("progress.coach.standInLead")}
        checked={agree.isPending ? agree.variables : sharing.data.stand_in}
        onChange={({ currentTarget }) => agree.mutate(currentTarget.checked)}
      />
      <FormError>{agree.error && sentenceFor(agree.error, t)}</FormError>
    </>
  );
}

function Choices({ current, chosen }: { current: string | undefined; chosen: () => void }) {
  const { t } = useTranslation();
  const coaches = useCoaches(true);
  const choose = useChooseCoach(({ display_name }) => {
    notifications.show({ message: t("progress.coach.chosen", { name: display_name }) });
    chosen();
  });
  if (coaches.error) {
    return <Failed error={coaches.error} retry={() => void coaches.refetch()} />;
  }
  if (!coaches.data) return <Loading />;
  const others = coaches.data.filter(({ user_id }) => user_id !== current);
  if (others.length === 0) return <Empty icon={<PeopleIcon />}>{t("progress.coach.none")}</Empty>;
  return (
    <Stack>
      <FormError>{choose.error && sentenceFor(choose.error, t)}</FormError>
      {others.map((coach) => (
        <Group key={coach.user_id} wrap="nowrap" align="flex-start">
          <Face name={coach.display_name} />
          <Stack gap={4} flex={1} miw={0}>
            <Text fw={600}>{coach.display_name}</Text>
            {coach.headline && <Text size="sm">{coach.headline}</Text>}
            <Group gap={6}>
              {coach.languages.map((language) => (
                <Badge key={language} variant="light" size="sm">
                  {language}
                </Badge>
              ))}
              <Text size="xs" c="dimmed">
                {coach.places_left > 0
                  ? t("progress.coach.places", { count: coach.places_left })
                  : t("progress.coach.full")}
              </Text>
            </Group>
          </Stack>
          <Button
            size="xs"
            disabled={coach.places_left <= 0}
            loading={choose.isPending && choose.variables === coach}
            aria-label={t("progress.coach.chooseNamed", { name: coach.display_name })}
            onClick={() => choose.mutate(coach)}
          >
            {t("progress.coach.take")}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
