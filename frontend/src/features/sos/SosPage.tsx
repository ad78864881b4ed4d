// Help in an urge, in the order it is needed: danger first, then the wave, one's own words, others.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/i18n";
import { Page } from "@/ui/Page";
import { Failed, Loading } from "@/ui/states";
import { CrisisNote } from "./CrisisNote";
import { People } from "./People";
import { useSos } from "./queries";
import styles from "./SosPage.module.css";
import { OwnWords, Techniques } from "./Steps";
import { WaveCard } from "./WaveCard";

/** Most urges are over by then. The server says the same; this is for when it says nothing. */
const MINUTES = 5;

export function Component() {
  const { t } = useTranslation();
  const { data: sos, error, isCopy, retry } = useSos();
  return (
    <Page title={t("sos.title")}>
      <CrisisNote />
      <div className={styles.grid}>
        <div className={styles.wave}>
          <WaveCard minutes={sos?.minutes ?? MINUTES} words={sos?.words[currentLanguage()] ?? ""} />
        </div>
        <div className={styles.own}>
          {isCopy && (
            <Text size="sm" c="dimmed" role="status">
              {t("sos.copy")}
            </Text>
          )}
          {!sos && (error ? <Failed error={error} retry={retry} /> : <Loading />)}
          {sos && <OwnWords steps={sos.steps} />}
        </div>
        <div className={styles.people}>
          <People />
        </div>
        <div className={styles.try}>{sos && <Techniques steps={sos.steps} />}</div>
      </div>
    </Page>
  );
}
