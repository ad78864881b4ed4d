// A coach's home: everybody they look after, kept up to date by itself.
import { Badge, Text, VisuallyHidden } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CoachedMember } from "@/api/types";
import { MessageButton } from "@/features/chat/MessageButton";
import { duration } from "@/features/progress/duration";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Face } from "@/ui/Face";
import { Card } from "@/ui/Card";
import { formatDate, formatLocalDate } from "@/ui/format";
import { PeopleIcon } from "@/ui/icons";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/states";
import styles from "./MembersPage.module.css";
import { useNews } from "./news";
import { useMembers } from "./queries";

export function Component() {
  const { t } = useTranslation();
  const members = useMembers();
  const fresh = useNews();
  const names = (members.data ?? []).filter(({ user_id }) => fresh.has(user_id));
  return (
    <Page title={t("coaching.title")}>
      <VisuallyHidden role="status">
        {names.map((member) => t("coaching.updated", { name: member.display_name })).join(" ")}
      </VisuallyHidden>
      <Answered query={members}>{(data) => <Members members={data} fresh={fresh} />}</Answered>
    </Page>
  );
}

interface MembersProps {
  members: CoachedMember[];
  fresh: ReadonlySet<string>;
}

function Members({ members, fresh }: MembersProps) {
  const { t } = useTranslation();
  if (members.length === 0) {
    return (
      <Card>
        <Empty icon={<PeopleIcon size={32} />}>{t("coaching.empty")}</Empty>
      </Card>
    );
  }
  return (
    <ul className={styles.list} aria-label={t("coaching.title")}>
      {members.map((member) => (
        <Row key={member.user_id} member={member} fresh={fresh.has(member.user_id)} />
      ))}
    </ul>
  );
}

function Row({ member, fresh }: { member: CoachedMember; fresh: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={styles.row} data-fresh={fresh || undefined} aria-label={member.display_name}>
      <div className={styles.person}>
        <Face name={member.display_name} />
        <div>
          <Link to={`/members/${member.user_id}`} className={styles.name}>
            {member.display_name}
          </Link>
          <Text size="xs" c="dimmed">
            {statusLine(member, t)}
          </Text>
        </div>
        {fresh && (
          <Badge color="ember" variant="light" size="sm">
            {t("coaching.justUpdated")}
          </Badge>
        )}
      </div>
      {member.status !== null && (
        <dl className={styles.facts}>
          <Fact label={t("coaching.lastCheckIn")} wide>
            {checkInLine(member, t)}
          </Fact>
          <Fact label={t("coaching.smokeFreeTime")}>
            {member.status === "quit" ? duration(member.smoke_free_seconds ?? 0, t) : "–"}
          </Fact>
          <Fact label={t("coaching.streak")}>
            {t("progress.duration.days", { count: member.streak_days ?? 0 })}
          </Fact>
          <Fact label={t("coaching.slips")}>{member.slips_total ?? 0}</Fact>
        </dl>
      )}
      <MessageButton person={member} />
    </li>
  );
}

interface FactProps {
  label: string;
  wide?: boolean;
  children: React.ReactNode;
}

function Fact({ label, wide, children }: FactProps) {
  return (
    <div data-wide={wide || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function statusLine({ status, quit_at }: CoachedMember, t: TFunction): string {
  if (status === null) return t("coaching.notShared");
  return t(`coaching.status.${status}`, {
    date: quit_at ? formatDate(quit_at, currentLanguage()) : "",
  });
}

function checkInLine({ last_check_in: last }: CoachedMember, t: TFunction): string {
  if (!last) return t("coaching.neverCheckedIn");
  return [
    formatLocalDate(last.local_date, currentLanguage()),
    last.smoke_free ? t("coaching.smokeFree") : t("coaching.smoked"),
    last.mood !== null && t("coaching.mood", { value: last.mood }),
    last.craving !== null && t("coaching.craving", { value: last.craving }),
  ]
    .filter(Boolean)
    .join(" · ");
}
