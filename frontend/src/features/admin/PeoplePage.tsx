// Everybody on the platform, for administrators: who they are, what they may, whether they may.
import { Badge, Button, Center, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { ManagedAccount, Role } from "@/api/types";
import { useMe } from "@/features/auth/current";
import { currentLanguage } from "@/i18n";
import { Answered } from "@/ui/Answered";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDate } from "@/ui/format";
import { PeopleIcon } from "@/ui/icons";
import { Page } from "@/ui/Page";
import { Empty, FormError } from "@/ui/states";
import styles from "./PeoplePage.module.css";

const ROLES: Role[] = ["member", "coach", "admin"];

function usePeople(email: string) {
  return useInfiniteQuery({
    queryKey: ["admin", "people", email],
    queryFn: ({ pageParam, signal }) =>
      api.get("/admin/users", {
        query: { limit: 50, after: pageParam, email: email || undefined },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function Component() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [email, setEmail] = useState("");
  const people = usePeople(email);
  return (
    <Page title={t("admin.title")} size={860}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setEmail(typed.trim());
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            type="search"
            label={t("admin.search")}
            flex={1}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t("admin.find")}
          </Button>
        </Group>
      </form>
      <Answered query={people}>
        {({ pages }) => <People people={pages.flatMap(({ items }) => items)} />}
      </Answered>
      {people.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={people.isFetchingNextPage}
            onClick={() => void people.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}

function People({ people }: { people: ManagedAccount[] }) {
  const { t } = useTranslation();
  if (people.length === 0) {
    return (
      <Card>
        <Empty icon={<PeopleIcon size={32} />}>{t("admin.none")}</Empty>
      </Card>
    );
  }
  return (
    <ul className={styles.list} aria-label={t("admin.title")}>
      {people.map((account) => (
        <Row key={account.user_id} account={account} />
      ))}
    </ul>
  );
}

function Row({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (patch: { role?: Role; status?: "active" | "disabled" }) =>
      api.patch("/admin/users/{user_id}", patch, { path: { user_id: account.user_id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["admin"] }),
  });
  const own = account.user_id === me.user_id;
  const disabled = account.status === "disabled";
  const name = account.display_name;
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.person}>
        <Text fw={600}>{name}</Text>
        <Text size="xs" c="dimmed" className={styles.email}>
          {account.email} ·{" "}
          {t("admin.joined", { date: formatDate(account.created_at, currentLanguage()) })}
        </Text>
        <FormError>{change.error && sentenceFor(change.error, t)}</FormError>
      </div>
      <Badge variant="light" color={account.status === "active" ? "pine" : "gray"}>
        {t(`admin.${account.status}`)}
      </Badge>
      <NativeSelect
        aria-label={t("admin.roleOf", { name })}
        data={ROLES.map((value) => ({ value, label: t(`profile.${value}`) }))}
        value={account.role}
        disabled={own || change.isPending}
        onChange={({ currentTarget }) => change.mutate({ role: currentTarget.value as Role })}
      />
      <Button
        variant="default"
        disabled={own || account.status === "unconfirmed" || account.status === "incomplete"}
        loading={change.isPending}
        aria-label={disabled ? t("admin.enableNamed", { name }) : t("admin.disableNamed", { name })}
        onClick={() => change.mutate({ status: disabled ? "active" : "disabled" })}
      >
        {disabled ? t("admin.enable") : t("admin.disable")}
      </Button>
    </li>
  );
}
