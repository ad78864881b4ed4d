// A match that became a leaf.
import { Group, Text } from "@mantine/core";

export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="18" fill="#1f6a5c" />
      <path d="M32 30V53" stroke="#f0d9b5" strokeWidth="5" strokeLinecap="round" />
      <path d="M32 36C20 31 19 19 32 9c13 10 12 22 0 27Z" fill="#bfe3d0" />
      <path d="M32 34V19" stroke="#1f6a5c" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}

export function Logo() {
  return (
    <Group gap={10} wrap="nowrap">
      <Mark />
      <Text fw={700} fz={20} lts={-0.3}>
        Unlit
      </Text>
    </Group>
  );
}
