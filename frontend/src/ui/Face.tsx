// A person's initials, as decoration beside their name.
import { Avatar } from "@mantine/core";

export function Face({ name, size }: { name: string; size?: number }) {
  return <Avatar name={name} size={size} color="pine" radius="xl" alt="" aria-hidden="true" />;
}
