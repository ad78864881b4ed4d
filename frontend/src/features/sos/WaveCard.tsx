// The wave: it begins with one tap, lasts a few minutes, and ends with how it went.
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WaveInput } from "@/api/types";
import { Strength } from "@/features/cravings/Strength";
import { useNotebook } from "@/offline/notebook";
import { Card } from "@/ui/Card";
import { useNow } from "@/ui/now";
import { Loading } from "@/ui/states";
import { OutcomeForm } from "./OutcomeForm";
import { useWave } from "./queries";
import { Ring } from "./Ring";
import { isForgotten, standingOf } from "./timer";
import styles from "./WaveCard.module.css";

interface WaveCardProps {
  minutes: number;
  /** What a wave is. */
  words: string;
}

export function WaveCard({ minutes, words }: WaveCardProps) {
  const { t } = useTranslation();
  const { queue } = useNotebook();
  const { note: wave, write } = useWave();
  const [opened] = useState(() => Date.now());
  const [isBegunHere, setBegunHere] = useState(false);
  if (wave === undefined) return <Loading />;
  const begin = (intensity: number) => {
    const begun: WaveInput = {
      client_id: crypto.randomUUID(),
      started_at: new Date().toISOString(),
      minutes,
      intensity,
    };
    void write(begun);
    setBegunHere(true);
    // Its end tells of its beginning too, so a beginning that could not be kept loses nothing.
    queue.add({ kind: "wave", wave: begun }).catch(() => undefined);
  };
  const ended = () => {
    void write(null);
    notifications.show({ message: t("sos.wave.saved") });
  };
  return (
    <Card title={t("sos.wave.title")}>
      {wave && !isForgotten(wave, opened) ? (
        <Running
          key={wave.client_id}
          wave={wave}
          words={words}
          isBegunHere={isBegunHere}
          ended={ended}
        />
      ) : (
        <Stack>
          <Text>{words || t("sos.wave.words")}</Text>
          <Strength
            label={t("sos.wave.begin", { count: minutes })}
            low={t("cravings.form.intensityWeak")}
            high={t("cravings.form.intensityHigh")}
            from={1}
            value={null}
            isAction
            onChange={begin}
          />
        </Stack>
      )}
    </Card>
  );
}

interface RunningProps {
  wave: WaveInput;
  words: string;
  isBegunHere: boolean;
  ended: () => void;
}

function Running({ wave, words, isBegunHere, ended }: RunningProps) {
  const { t } = useTranslation();
  const top = useRef<HTMLDivElement>(null);
  const [isTold, tell] = useState(false);
  // What was tapped is gone: whoever goes by keyboard or ear goes on at what took its place.
  useEffect(() => {
    if (isBegunHere || isTold) top.current?.focus();
  }, [isBegunHere, isTold]);
  const { secondsLeft, done } = standingOf(wave, useNow());
  if (isTold || secondsLeft === 0) {
    return (
      <Stack ref={top} tabIndex={-1} className={styles.top}>
        <Text fw={600} role="status">
          {t(secondsLeft === 0 ? "sos.wave.over" : "sos.wave.early")}
        </Text>
        <OutcomeForm wave={wave} ended={ended} />
      </Stack>
    );
  }
  return (
    <Stack ref={top} tabIndex={-1} className={styles.top} align="center" ta="center">
      <Ring secondsLeft={secondsLeft} done={done} />
      <Text>{words || t("sos.wave.words")}</Text>
      <Group justify="center">
        <Button variant="default" onClick={() => tell(true)}>
          {t("sos.wave.end")}
        </Button>
      </Group>
    </Stack>
  );
}
