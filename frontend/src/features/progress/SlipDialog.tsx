// Noting a slip, without blame: what was gained stays.
import {
  Button,
  Chip,
  Group,
  Input,
  Modal,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Textarea,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problem";
import type { Slip } from "@/api/types";
import { useChat } from "@/features/chat/context";
import { sentenceFor } from "@/ui/errors";
import { localParts } from "@/ui/format";
import { Scale } from "@/ui/Scale";
import { FormError } from "@/ui/states";
import { AfterSlip } from "./AfterSlip";
import { waysFor, type Way } from "./offers";
import { useSlip } from "./queries";

const TRIGGERS = ["stress", "alcohol", "meal", "company", "boredom", "craving"] as const;
type Trigger = (typeof TRIGGERS)[number];

const MOST_CIGARETTES = 200;
const LONGEST_NOTE = 1000;
const DAYS_BACK = 7;

interface Coach {
  user_id: string;
  display_name: string;
}

interface SlipDialogProps {
  opened: boolean;
  close: () => void;
  quitAt: string | null;
  coach: Coach | null;
}

export function SlipDialog({ opened, close, quitAt, coach }: SlipDialogProps) {
  const { t } = useTranslation();
  const { conversations } = useChat();
  const [ways, setWays] = useState<Way[]>([]);
  const leave = () => {
    setWays([]);
    close();
  };
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={t("progress.slip.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {ways.length > 0 ? (
        <AfterSlip ways={ways} />
      ) : (
        <SlipForm
          quitAt={quitAt}
          saved={({ offers }) => {
            const found = waysFor(offers, coach, conversations.values());
            if (found.length > 0) {
              setWays(found);
            } else {
              notifications.show({ message: t("progress.slip.saved") });
              leave();
            }
          }}
        />
      )}
    </Modal>
  );
}

interface SlipFormProps {
  quitAt: string | null;
  saved: (slip: Slip) => void;
}

function SlipForm({ quitAt, saved }: SlipFormProps) {
  const { t } = useTranslation();
  const clientId = useRef(crypto.randomUUID());
  const [opened] = useState(() => new Date());
  const [when, setWhen] = useState(() => inputValue(opened));
  const [cigarettes, setCigarettes] = useState<number | string>(1);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [confidence, setConfidence] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const slip = useSlip(saved);
  const earliest = earliestSlip(opened, quitAt);
  const complete = when !== "" && typeof cigarettes === "number" && cigarettes >= 1;
  const save = () => {
    if (!complete) return;
    slip.mutate(
      {
        client_id: clientId.current,
        smoked_at: momentOf(when, opened, earliest),
        cigarettes,
        ...(trigger === null ? {} : { trigger }),
        ...(confidence === null ? {} : { confidence }),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      {
        onError: (error) => {
          if (error instanceof Problem) clientId.current = crypto.randomUUID();
        },
      },
    );
  };
  return (
    <Stack>
      <Text>{t("progress.slip.lead")}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="datetime-local"
          label={t("progress.slip.when")}
          value={when}
          min={inputValue(earliest)}
          max={inputValue(opened)}
          onChange={({ currentTarget }) => setWhen(currentTarget.value)}
        />
        <NumberInput
          label={t("progress.slip.howMany")}
          min={1}
          max={MOST_CIGARETTES}
          allowDecimal={false}
          clampBehavior="strict"
          inputMode="numeric"
          value={cigarettes}
          onChange={setCigarettes}
        />
      </SimpleGrid>
      <Input.Wrapper
        label={`${t("progress.slip.trigger")} (${t("common.optional")})`}
        labelElement="div"
      >
        <Chip.Group value={trigger} onChange={(value) => setTrigger(value)}>
          <Group gap={8} mt={6}>
            {TRIGGERS.map((name) => (
              <Chip key={name} value={name} size="sm">
                {t(`progress.slip.triggers.${name}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Scale
        label={t("progress.slip.confidence")}
        low={t("progress.slip.confidenceLow")}
        high={t("progress.slip.confidenceHigh")}
        value={confidence}
        onChange={setConfidence}
      />
      <Textarea
        label={`${t("progress.slip.note")} (${t("common.optional")})`}
        autosize
        maxRows={5}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <FormError>{slip.error && sentenceFor(slip.error, t)}</FormError>
      <Button onClick={save} disabled={!complete} loading={slip.isPending}>
        {t("progress.slip.save")}
      </Button>
    </Stack>
  );
}

function inputValue(moment: Date): string {
  const { date, time } = localParts(moment);
  return `${date}T${time}`;
}

function earliestSlip(now: Date, quitAt: string | null): Date {
  const weekAgo = new Date(now);
  weekAgo.setDate(weekAgo.getDate() - DAYS_BACK);
  const quit = quitAt === null ? weekAgo : new Date(quitAt);
  return quit > weekAgo ? quit : weekAgo;
}

/** The inputs know minutes only: within the first minute of quitting, and within this one, the
 * moment must not fall before the quit date. */
function momentOf(typed: string, opened: Date, earliest: Date): string {
  const moment = typed === inputValue(opened) ? opened : new Date(typed);
  const isFirstMinute = typed === inputValue(earliest) && moment < earliest;
  return (isFirstMinute ? earliest : moment).toISOString();
}
