// What the server has, the latest first, a page at a time.
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Craving } from "@/api/types";
import { useWaiting } from "@/offline/notebook";
import { Card } from "@/ui/Card";
import { FlameOutIcon } from "@/ui/icons";
import { Empty, Failed, Loading } from "@/ui/states";
import { CravingRow, type Shown } from "./CravingRow";
import styles from "./CravingRow.module.css";
import { useCravings } from "./queries";

export function CravingList() {
  const { t } = useTranslation();
  const cravings = useCravings();
  const pages = cravings.data?.pages;
  const waiting = new Set(useWaiting().map(({ client_id }) => client_id));
  // What has just arrived may still stand among what waits: it is shown once.
  const items = pages?.flatMap((page) => page.items).filter((each) => !waiting.has(each.client_id));
  const passed = pages?.[0]?.urges_passed ?? 0;
  return (
    <Card title={t("cravings.list.title")}>
      <Stack>
        {passed > 0 && <Text c="dimmed">{t("cravings.list.passed", { count: passed })}</Text>}
        {cravings.error && <Failed error={cravings.error} retry={() => void cravings.refetch()} />}
        {!pages && !cravings.error && <Loading />}
        {items?.length === 0 && <Empty icon={<FlameOutIcon />}>{t("cravings.list.none")}</Empty>}
        <ul className={styles.list} aria-label={t("cravings.list.title")}>
          {items?.map((craving) => (
            <CravingRow key={craving.craving_id} craving={shown(craving)} />
          ))}
        </ul>
        {cravings.hasNextPage && (
          <Button
            variant="default"
            loading={cravings.isFetchingNextPage}
            onClick={() => void cravings.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function shown(craving: Craving): Shown {
  const { intensity_after, trigger, place_label, note, ...rest } = craving;
  return {
    ...rest,
    ...(intensity_after === null ? {} : { intensity_after }),
    ...(trigger ? { trigger } : {}),
    ...(place_label ? { place_label } : {}),
    ...(note ? { note } : {}),
  };
}
