// A surface with a heading: what every page is made of.
import { Group, Paper, Title, type PaperProps } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface CardProps extends PaperProps {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function Card({ title, action, children, ...paper }: CardProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      p={{ base: "md", sm: "lg" }}
      radius="lg"
      bg="var(--unlit-surface)"
      style={{ border: "1px solid var(--unlit-line)" }}
      aria-labelledby={title ? id : undefined}
      {...paper}
    >
      {title && (
        <Group justify="space-between" mb="sm" gap="xs">
          <Title order={2} id={id}>
            {title}
          </Title>
          {action}
        </Group>
      )}
      {children}
    </Paper>
  );
}
