import type { ReactNode } from "react";
import "./sign.css";

/** A state or kind in a word: `<Tag kind="done">已签约</Tag>`. */
export function Tag({
  kind = "plain",
  children,
}: {
  kind?: "plain" | "primary" | "done" | "watch" | "late";
  children: ReactNode;
}) {
  return (
    <span className="tag" data-kind={kind}>
      {children}
    </span>
  );
}
